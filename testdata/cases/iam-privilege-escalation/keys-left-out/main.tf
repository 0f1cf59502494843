# `iam:PolicyARN` is in requests that attach or detach a policy, and in no other.
locals {
  administrator = "arn:aws:iam::aws:policy/AdministratorAccess"
  strong        = { ArnEquals = { "iam:PolicyARN" = [local.administrator, "arn:aws:iam::aws:policy/IAMFullAccess"] } }
  view          = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
  not_strong    = { Effect = "Deny", Action = "iam:*", Resource = "*", Condition = local.strong }

  roles = {
    deny_put_beside_a_deny    = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }, local.not_strong]
    deny_made_beside_a_deny   = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy"], Resource = "arn:aws:iam::*:role/made-*" }, local.not_strong]
    deny_trust_beside_a_deny  = [{ Effect = "Allow", Action = "iam:UpdateAssumeRolePolicy", Resource = "*" }, local.not_strong]
    deny_put_if_it_exists     = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = { ArnEqualsIfExists = { "iam:PolicyARN" = local.view } } }]
    deny_put_without          = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = { Null = { "iam:PolicyARN" = "true" } } }]
    pass_attach_beside_a_deny = [{ Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "*" }, local.not_strong]
    pass_attach_if_it_exists  = [{ Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "*", Condition = { ArnEqualsIfExists = { "iam:PolicyARN" = local.view } } }]
    pass_put_with             = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = { ArnEquals = { "iam:PolicyARN" = local.administrator } } }]
    pass_put_unless_it_exists = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }, { Effect = "Deny", Action = "iam:*", Resource = "*", Condition = { ArnNotEqualsIfExists = { "iam:PolicyARN" = local.view } } }]
  }
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vmie.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = local.administrator
}

resource "aws_iam_role" "role" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = aws_iam_role.admin.assume_role_policy
}

resource "aws_iam_role_policy" "own" {
  count = length(local.roles)
  role  = aws_iam_role.role[keys(local.roles)[count.index]].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = values(local.roles)[count.index]
  })
}
