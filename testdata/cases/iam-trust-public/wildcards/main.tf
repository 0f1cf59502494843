# A pattern that every organisation meets keeps nobody out; the same under `StringEquals` lets nobody in.
locals {
  roles = {
    deny_like_any        = { StringLike = { "aws:PrincipalOrgID" = "*" } }
    deny_like_some       = { StringLike = { "aws:PrincipalOrgID" = "o-*" } }
    deny_whoever_says_so = { StringEquals = { "aws:Referer" = "*" } }
    pass_equals_any      = { StringEquals = { "aws:PrincipalOrgID" = "*" } }
    pass_equals_some     = { StringEquals = { "aws:PrincipalOrgID" = "o-*" } }
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = each.value }] })
}
