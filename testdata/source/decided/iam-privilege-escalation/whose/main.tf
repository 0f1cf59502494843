# On whom an expression puts a policy, where the HCL tells: nobody else has it.
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

# Decides something that is only known after apply.
resource "terraform_data" "later" {
  input = aws_sqs_queue.jobs.url
}

locals {
  later = terraform_data.later.output == "x"
}

resource "aws_iam_policy" "writes" {
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role" "unknown_one" {
  name               = "unknown-one"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "unknown_another" {
  name               = "unknown-another"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "pass_third" {
  name               = "pass-third"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "one" {
  role       = local.later ? aws_iam_role.unknown_one.name : aws_iam_role.unknown_another.name
  policy_arn = aws_iam_policy.writes.arn
}
