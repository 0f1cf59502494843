# Which boundary an expression chooses, where the HCL tells.
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

resource "aws_iam_policy" "files" {
  name = "files"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "queues" {
  name = "queues"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "everything" {
  name = "everything"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_iam_role" "pass_either" {
  name                 = "pass-either"
  assume_role_policy   = local.trust
  permissions_boundary = local.later ? aws_iam_policy.files.arn : aws_iam_policy.queues.arn
}

resource "aws_iam_role_policy" "of_pass_either" {
  role = aws_iam_role.pass_either.name
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role" "unknown_either" {
  name                 = "unknown-either"
  assume_role_policy   = local.trust
  permissions_boundary = local.later ? aws_iam_policy.files.arn : aws_iam_policy.everything.arn
}

resource "aws_iam_role_policy" "of_unknown_either" {
  role = aws_iam_role.unknown_either.name
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role" "pass_own_or_of_aws" {
  name                 = "pass-own-or-of-aws"
  assume_role_policy   = local.trust
  permissions_boundary = local.later ? aws_iam_policy.files.arn : "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"
}

resource "aws_iam_role_policy" "of_pass_own_or_of_aws" {
  role = aws_iam_role.pass_own_or_of_aws.name
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role" "unknown_own_or_any_rights" {
  name                 = "unknown-own-or-any-rights"
  assume_role_policy   = local.trust
  permissions_boundary = local.later ? aws_iam_policy.files.arn : "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy" "of_unknown_own_or_any_rights" {
  role = aws_iam_role.unknown_own_or_any_rights.name
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role" "unknown_perhaps_none" {
  name                 = "unknown-perhaps-none"
  assume_role_policy   = local.trust
  permissions_boundary = local.later ? aws_iam_policy.files.arn : null
}

resource "aws_iam_role_policy" "of_unknown_perhaps_none" {
  role = aws_iam_role.unknown_perhaps_none.name
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role" "deny_everything" {
  name                 = "deny-everything"
  assume_role_policy   = local.trust
  permissions_boundary = coalesce(aws_iam_policy.everything.arn, aws_iam_policy.files.arn)
}

resource "aws_iam_role_policy" "of_deny_everything" {
  role = aws_iam_role.deny_everything.name
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role" "pass_coalesced" {
  name                 = "pass-coalesced"
  assume_role_policy   = local.trust
  permissions_boundary = coalesce(aws_iam_policy.files.arn, aws_iam_policy.everything.arn)
}

resource "aws_iam_role_policy" "of_pass_coalesced" {
  role = aws_iam_role.pass_coalesced.name
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}
