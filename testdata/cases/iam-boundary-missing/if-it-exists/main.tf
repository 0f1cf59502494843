# Who is made without a boundary bears no iam:PermissionsBoundary.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#available-keys-for-iam
data "aws_caller_identity" "this" {}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

locals {
  makes   = { Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = "*" }
  ceiling = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/ceiling" }

  statements = {
    pass_asked_for          = [merge(local.makes, { Condition = { StringEquals = local.ceiling } })]
    deny_if_it_exists       = [merge(local.makes, { Condition = { StringEqualsIfExists = local.ceiling } })]
    deny_any_other          = [merge(local.makes, { Condition = { StringNotEquals = local.ceiling } })]
    pass_denied_without     = [local.makes, { Effect = "Deny", Action = "iam:*", Resource = "*", Condition = { StringNotEquals = local.ceiling } }]
    deny_denied_with        = [local.makes, { Effect = "Deny", Action = "iam:*", Resource = "*", Condition = { StringEquals = local.ceiling } }]
    deny_denied_if_it_has   = [local.makes, { Effect = "Deny", Action = "iam:*", Resource = "*", Condition = { StringNotEquals = local.ceiling, Null = { "iam:PermissionsBoundary" = "false" } } }]
    deny_denied_if_it_lacks = [local.makes, { Effect = "Deny", Action = "iam:*", Resource = "*", Condition = { Null = { "iam:PermissionsBoundary" = "true" } } }]
  }
}

resource "aws_iam_role" "each" {
  for_each = local.statements

  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "each" {
  for_each = local.statements

  name   = "makes"
  role   = aws_iam_role.each[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
