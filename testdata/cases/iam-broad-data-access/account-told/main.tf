# The account is read, so that the ARN of a policy is known twice: from its parts, and as it is.
data "aws_caller_identity" "me" {
}

resource "aws_iam_policy" "reads" {
  name   = "reads"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_role" "deny_existing_reads" {
  name               = "reads"
  description        = "reads"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "reads" {
  role       = aws_iam_role.deny_existing_reads.name
  policy_arn = aws_iam_policy.reads.arn
}
