# A Deny for everyone but one: who is spared is named by a reference, or by a pattern.
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "deny_spared" {
  name               = "spared"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "pass_not_spared" {
  name               = "not-spared"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "pass_denied_by_its_arn" {
  name               = "denied"
  assume_role_policy = local.trust
}

data "aws_iam_policy_document" "but_one" {
  for_each = toset(["ArnNotEquals", "StringNotEquals"])
  statement {
    actions   = ["iam:PutRolePolicy"]
    resources = ["*"]
  }
  statement {
    effect    = "Deny"
    actions   = ["iam:*"]
    resources = ["*"]
    condition {
      test     = each.key
      variable = "aws:PrincipalArn"
      values   = [aws_iam_role.deny_spared.arn]
    }
  }
}

data "aws_iam_policy_document" "one" {
  statement {
    actions   = ["iam:PutRolePolicy"]
    resources = ["*"]
  }
  statement {
    effect    = "Deny"
    actions   = ["iam:*"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalArn"
      values   = [aws_iam_role.pass_denied_by_its_arn.arn]
    }
  }
}

resource "aws_iam_role_policy" "spared" {
  role   = aws_iam_role.deny_spared.name
  policy = data.aws_iam_policy_document.but_one["StringNotEquals"].json
}

resource "aws_iam_role_policy" "not_spared" {
  role   = aws_iam_role.pass_not_spared.name
  policy = data.aws_iam_policy_document.but_one["ArnNotEquals"].json
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.pass_denied_by_its_arn.name
  policy = data.aws_iam_policy_document.one.json
}

# Nobody is a group: its users ask, each by an ARN of its own.
resource "aws_iam_group" "deny_for_users" {
  name = "writers"
}

resource "aws_iam_group_policy" "for_users" {
  group = aws_iam_group.deny_for_users.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:PutGroupPolicy"
      Resource  = "*"
      Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:user/*" } }
    }]
  })
}

# Nor is a permission set: its users ask by a role that AWS names after it.
resource "aws_ssoadmin_permission_set" "deny_set" {
  name         = "writers"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}

resource "aws_ssoadmin_permission_set_inline_policy" "set" {
  instance_arn       = aws_ssoadmin_permission_set.deny_set.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.deny_set.arn
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" },
      { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "*" },
      {
        Effect    = "Deny"
        Action    = "iam:*"
        Resource  = "*"
        Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_writers_*" } }
      },
    ]
  })
}
