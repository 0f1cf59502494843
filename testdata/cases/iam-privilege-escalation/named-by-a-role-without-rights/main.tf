# A role that has nothing is worth becoming for whoever gives it something first, and a trust policy that names a principal of
# the account asks for no permission to assume it.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  trusts = {
    empty   = ["deny_attaches", "deny_writes", "pass_reads"]
    bounded = ["deny_frees", "pass_reads"]
  }
  holders = {
    deny_attaches             = { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "arn:aws:iam::*:role/empty" }
    deny_writes               = { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:role/empty" }
    deny_frees                = { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "arn:aws:iam::*:role/bounded" }
    pass_reads                = { Effect = "Allow", Action = "iam:GetRole", Resource = "*" }
    pass_attaches_to_bounded  = { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "arn:aws:iam::*:role/bounded" }
    pass_writes_and_unnamed   = { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:role/empty" }
    pass_frees_and_is_unnamed = { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "arn:aws:iam::*:role/bounded" }
  }
}

resource "aws_iam_user" "each" {
  for_each = local.holders
  name     = each.key
}

resource "aws_iam_user_policy" "each" {
  for_each = { for name, statement in local.holders : "of ${name}" => statement }
  name     = "own"
  user     = aws_iam_user.each[trimprefix(each.key, "of ")].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
}

resource "aws_iam_role" "each" {
  for_each = local.trusts
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = [for name in each.value : "arn:aws:iam::${local.account}:user/${name}"] } }]
  })
  permissions_boundary = each.key == "bounded" ? aws_iam_policy.ceiling.arn : null
}

resource "aws_iam_role_policy" "held_back" {
  name   = "all"
  role   = aws_iam_role.each["bounded"].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}
