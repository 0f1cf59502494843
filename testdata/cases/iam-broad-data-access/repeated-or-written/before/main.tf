locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  broad = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }] })
  read  = "arn:aws:iam::aws:policy/SecretsManagerReadWrite"
}

resource "aws_iam_role" "deny_introduced_inline_of_that_name" {
  name               = "inline"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "inline" {
  name   = "a"
  role   = aws_iam_role.deny_introduced_inline_of_that_name.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme/*" }] })
}

resource "aws_iam_role" "deny_existing_managed_migrated" {
  name                = "managed"
  assume_role_policy  = local.trust
  managed_policy_arns = [local.read]
}

resource "aws_iam_role" "deny_existing_inline_migrated" {
  name               = "migrated"
  assume_role_policy = local.trust

  inline_policy {
    name   = "a"
    policy = local.broad
  }
}

resource "aws_iam_role" "resolved_taken_off" {
  name               = "off"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "off" {
  name   = "a"
  role   = aws_iam_role.resolved_taken_off.name
  policy = local.broad
}
