# Who has every permission that makes an administrator, and no statement that says so, takes a path by each of them.
locals {
  permissions = [
    "iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy",
    "iam:CreatePolicyVersion", "iam:PassRole", "iam:CreateAccessKey", "iam:UpdateAssumeRolePolicy",
  ]
  policies = {
    deny_listed        = [local.permissions]
    deny_over_two      = [slice(local.permissions, 0, 4), slice(local.permissions, 4, 8)]
    deny_by_patterns   = [["iam:A*", "iam:C*", "iam:P*", "iam:U*"]]
    pass_administrator = [["iam:*"]]
    pass_everything    = [["*"]]
  }
  each = merge([for role, all in local.policies : { for at, actions in all : "${at} of ${role}" => { role = role, actions = actions } }]...)
}

resource "aws_iam_role" "each" {
  for_each           = local.policies
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "of" {
  for_each = local.each
  name     = split(" ", each.key)[0]
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.actions, Resource = "*" }] })
}
