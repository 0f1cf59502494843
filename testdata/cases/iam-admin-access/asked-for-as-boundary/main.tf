# A policy that is attached to nobody and asked for as a boundary, by its name or by a pattern of some, grants nothing.
data "aws_caller_identity" "me" {}

locals {
  own = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy"
  all = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "*", Resource = "*" },
    { Effect = "Deny", Action = "cloudtrail:*", Resource = "*" },
  ] })
  make = { Effect = "Allow", Action = "iam:CreateRole", Resource = "arn:aws:iam::*:role/app-*" }
  asking = [
    merge(local.make, { Condition = { StringEquals = { "iam:PermissionsBoundary" = ["${local.own}/pass_asked_for", "${local.own}/deny_attached"] } } }),
    merge(local.make, { Condition = { ArnLike = { "iam:PermissionsBoundary" = "${local.own}/pass_asked_for_by_arn" } } }),
    merge(local.make, { Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "${local.own}/deny_any_but_this" } } }),
    merge(local.make, { Condition = { StringLike = { "iam:PermissionsBoundary" = "${local.own}/pass_asked_for_by_a_pattern*" } } }),
    merge(local.make, { Condition = { ArnLike = { "iam:PermissionsBoundary" = "arn:aws:iam::*:policy/boundaries/*" } } }),
    merge(local.make, { Condition = { StringLike = { "iam:PermissionsBoundary" = "${local.own}/*" } } }),
    merge(local.make, { Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/deny_asked_for_by_a_st*" } } }),
    merge(local.make, { Condition = { Null = { "iam:PermissionsBoundary" = "false" } } }),
    { Effect = "Deny", Action = "iam:CreateRole", Resource = "*", Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "${local.own}/pass_all_others_denied" } } },
    { Effect = "Deny", Action = "iam:CreateRole", Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/deny_denied" } } },
  ]
}

resource "aws_iam_policy" "each" {
  for_each = toset([
    "pass_asked_for",
    "pass_asked_for_by_arn",
    "pass_all_others_denied",
    "pass_of_a_role",
    "deny_attached",
    "deny_any_but_this",
    "deny_denied",
    "pass_asked_for_by_a_pattern",
    "deny_asked_for_by_a_star",
    "deny_of_nobody",
  ])
  name   = each.key
  policy = local.all
}

resource "aws_iam_policy" "pass_on_a_path" {
  name   = "on-a-path"
  path   = "/boundaries/"
  policy = local.all
}

resource "aws_iam_policy" "pass_by_reference" {
  name   = "by_reference"
  policy = local.all
}

data "aws_iam_policy_document" "by_reference" {
  statement {
    actions   = ["iam:CreateRole"]
    resources = ["arn:aws:iam::*:role/app-*"]
    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [aws_iam_policy.pass_by_reference.arn]
    }
  }
}

resource "aws_iam_role" "maker" {
  name                 = "maker"
  permissions_boundary = aws_iam_policy.each["pass_of_a_role"].arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "asking" {
  name   = "asking"
  role   = aws_iam_role.maker.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.asking })
}

resource "aws_iam_role_policy" "by_reference" {
  name   = "by-reference"
  role   = aws_iam_role.maker.name
  policy = data.aws_iam_policy_document.by_reference.json
}

resource "aws_iam_role" "holder" {
  name               = "holder"
  assume_role_policy = aws_iam_role.maker.assume_role_policy
}

resource "aws_iam_role_policy_attachment" "holder" {
  role       = aws_iam_role.holder.name
  policy_arn = aws_iam_policy.each["deny_attached"].arn
}
