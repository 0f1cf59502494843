# A role repeats what other resources put on it; what it writes itself is its own, though another resource had it by that name.
locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  broad = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }] })
  read  = "arn:aws:iam::aws:policy/SecretsManagerReadWrite"
}

provider "aws" {
  alias = "other"
  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/x"
  }
}

resource "aws_iam_role" "deny_introduced_inline_of_that_name" {
  name               = "inline"
  assume_role_policy = local.trust

  inline_policy {
    name   = "a"
    policy = local.broad
  }
}

resource "aws_iam_role" "deny_existing_managed_migrated" {
  name               = "managed"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "managed" {
  role       = aws_iam_role.deny_existing_managed_migrated.name
  policy_arn = local.read
}

resource "aws_iam_role" "deny_existing_inline_migrated" {
  name               = "migrated"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "migrated" {
  name   = "a"
  role   = aws_iam_role.deny_existing_inline_migrated.name
  policy = local.broad
}

resource "aws_iam_role" "pass_of_one_account" {
  name               = "deploy"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "of_one_account" {
  name   = "p"
  role   = aws_iam_role.pass_of_one_account.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme/*" }] })
}

resource "aws_iam_role" "deny_introduced_of_another_account" {
  provider           = aws.other
  name               = "deploy"
  assume_role_policy = local.trust

  inline_policy {
    name   = "p"
    policy = local.broad
  }
}

resource "aws_iam_role" "resolved_taken_off" {
  name               = "off"
  assume_role_policy = local.trust
}
