# A Deny of the same policy takes back what it lets another account do.
data "aws_caller_identity" "me" {}

locals {
  foreign = "arn:aws:iam::999900001111:root"
  role    = "arn:aws:iam::999900001111:role/deploy"
  ours    = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/deploy"
  allow   = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = local.foreign } }
  deny    = { Effect = "Deny", Action = "sts:*", Principal = { AWS = local.foreign } }
  anyone  = { Principal = "*", Condition = { ArnEquals = { "aws:PrincipalArn" = local.role } } }
  own     = { "aws:PrincipalAccount" = data.aws_caller_identity.me.account_id }
  statements = {
    pass_its_account      = [local.allow, local.deny]
    pass_a_role_of_it     = [merge(local.allow, { Principal = { AWS = local.role } }), local.deny]
    pass_all_but_ones_own = [local.allow, merge(local.deny, { Principal = "*", Condition = { StringNotEquals = local.own } })]
    pass_all_but_our_role = [merge(local.allow, local.anyone), merge(local.deny, { Principal = "*", Condition = { ArnNotEquals = { "aws:PrincipalArn" = local.ours } } })]
    deny_all_but_it       = [merge(local.allow, local.anyone), merge(local.deny, { Principal = "*", Condition = { ArnNotEquals = { "aws:PrincipalArn" = local.role } } })]
    deny_another_account  = [local.allow, merge(local.deny, { Principal = { AWS = "arn:aws:iam::999900002222:root" } })]
    deny_one_role_of_it   = [local.allow, merge(local.deny, { Principal = { AWS = local.role } })]
    deny_another_action   = [local.allow, merge(local.deny, { Action = "sts:TagSession" })]
    deny_ones_own         = [local.allow, merge(local.deny, { Principal = "*", Condition = { StringEquals = local.own } })]
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.statements
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
