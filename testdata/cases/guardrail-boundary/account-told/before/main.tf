# The account is read, so that the ARN of a policy is known twice: from its parts, and as it is.
data "aws_caller_identity" "me" {
}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_policy" "pass_ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_policy" "deny_introduced_loosened" {
  name   = "loosened"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_role" "deny_introduced_without_boundary" {
  name                 = "without"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.pass_ceiling.arn
}

resource "aws_iam_role" "pass_keeps_boundary" {
  name                 = "keeps"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.pass_ceiling.arn
}

resource "aws_iam_role" "pass_of_loosened" {
  name                 = "loosened"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.deny_introduced_loosened.arn
}
