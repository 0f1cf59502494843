# Whoever of an account that had another of it let in is new, and so is the whole account.
data "aws_caller_identity" "me" {}

locals {
  root      = "arn:aws:iam::999900001111:root"
  role      = "arn:aws:iam::999900001111:role/team/a"
  user      = "arn:aws:iam::999900001111:user/b"
  same      = "arn:aws:sts::999900001111:assumed-role/a/ci"
  condition = { StringEquals = { "sts:ExternalId" = "abc" } }
  principals = {
    deny_introduced_account = [{ Principal = { AWS = local.role } }]
    deny_introduced_user    = [{ Principal = { AWS = local.role } }]
    deny_introduced_without = [{ Principal = { AWS = local.role } }, { Principal = { AWS = local.user }, Condition = local.condition }]
    deny_introduced_others  = [{ Principal = "*", Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::999900001111:role/ci-*" } } }]
    deny_existing_order     = [{ Principal = { AWS = [local.role, local.user] } }]
    deny_existing_spelled   = [{ Principal = { AWS = "999900001111" } }]
    deny_existing_role      = [{ Principal = { AWS = local.root } }]
    deny_existing_session   = [{ Principal = { AWS = local.role } }]
    deny_existing_fewer     = [{ Principal = { AWS = [local.role, local.user] } }]
  }
}

resource "aws_iam_role" "each" {
  for_each = local.principals
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for one in each.value : merge({ Effect = "Allow", Action = "sts:AssumeRole" }, one)]
  })
}
