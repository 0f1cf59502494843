# The ARN of a policy follows from its account, path and name, before there is one.
data "aws_caller_identity" "current" {}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_policy" "reads" {
  name   = "reads"
  path   = "/team/"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-reports/*" }] })
}

resource "aws_iam_role_policy_attachment" "pass_of_the_plan" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:policy/team/reads"
}

resource "aws_iam_role_policy_attachment" "unknown_at_another_path" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:policy/reads"
}

resource "aws_iam_role_policy_attachment" "unknown_of_another_account" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::444455556666:policy/team/reads"
}

# IAM attaches policies only.
resource "aws_iam_role_policy_attachment" "pass_of_a_role" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail"
}
