# Who may write the policy that is its own boundary is held back by nothing.
data "aws_caller_identity" "me" {}

locals {
  own     = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy"
  trust   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  all     = [{ Effect = "Allow", Action = ["*"], Resource = "*" }]
  reads   = [{ Effect = "Allow", Action = ["logs:*", "iam:CreatePolicyVersion"], Resource = "*" }]
  work    = { Effect = "Allow", Action = "logs:*", Resource = "*" }
  version = "iam:CreatePolicyVersion"
  boundaries = {
    writes_itself = [local.work, { Effect = "Allow", Action = local.version, Resource = "${local.own}/writes_itself" }]
    writes_any    = [local.work, { Effect = "Allow", Action = "iam:CreatePolicy*", Resource = "*" }]
    writes_others = [local.work, { Effect = "Allow", Action = local.version, Resource = "${local.own}/app-*" }]
    is_spared     = [local.work, { Effect = "Allow", Action = local.version, Resource = "*" }, { Effect = "Deny", Action = local.version, Resource = "${local.own}/is_spared" }]
    has_little    = [local.work, { Effect = "Allow", Action = local.version, Resource = "${local.own}/has_little" }]
  }
}

resource "aws_iam_policy" "boundary" {
  for_each = local.boundaries
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "deny_writes_itself" {
  name                 = "writes_itself"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["writes_itself"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
  }
}

resource "aws_iam_role" "deny_writes_any" {
  name                 = "writes_any"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["writes_any"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
  }
}

resource "aws_iam_role" "pass_writes_others" {
  name                 = "writes_others"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["writes_others"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
  }
}

resource "aws_iam_role" "pass_is_spared" {
  name                 = "is_spared"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["is_spared"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
  }
}

resource "aws_iam_role" "pass_has_little" {
  name                 = "has_little"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["has_little"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.reads })
  }
}

resource "aws_iam_user" "deny_user" {
  name                 = "writer"
  permissions_boundary = aws_iam_policy.boundary["writes_any"].arn
}

resource "aws_iam_user_policy" "work" {
  name   = "work"
  user   = aws_iam_user.deny_user.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
}

resource "terraform_data" "region" {
  input = "eu-west-1"
}

resource "aws_iam_policy" "waits" {
  name   = "waits"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.work, { Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = terraform_data.region.output } } }] })
}

resource "aws_iam_role" "unknown_text" {
  name                 = "unknown_text"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.waits.arn
}

resource "aws_iam_role_policy" "work" {
  name   = "work"
  role   = aws_iam_role.unknown_text.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
}
