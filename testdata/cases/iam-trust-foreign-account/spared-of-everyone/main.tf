# An Allow for everyone, closed by a Deny for all but some, lets those in.
data "aws_caller_identity" "me" {}

locals {
  ours    = data.aws_caller_identity.me.account_id
  foreign = "999900001111"
  role    = "arn:aws:iam::999900001111:role/deploy"
  allow   = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }
  deny    = { Effect = "Deny", Action = "sts:AssumeRole" }
  anyone  = merge(local.deny, { Principal = { AWS = "*" } })
  but     = { for name, of in { it = [local.foreign], both = [local.ours, local.foreign], us = [local.ours] } : name => merge(local.anyone, { Condition = { StringNotEquals = { "aws:PrincipalAccount" = of } } }) }
  its     = { ArnNotLike = { "aws:PrincipalArn" = local.role } }
  either  = { StringNotEquals = { "aws:PrincipalAccount" = [local.ours] } }
  statements = {
    deny_all_but_it           = [local.allow, local.but.it]
    deny_all_but_both         = [local.allow, local.but.both]
    deny_all_but_its_role     = [local.allow, merge(local.anyone, { Condition = local.its })]
    deny_all_but_whom_it_says = [local.allow, merge(local.deny, { NotPrincipal = { AWS = local.role } })]
    deny_either               = [local.allow, merge(local.anyone, { Condition = merge(local.its, local.either) })]
    pass_all_but_us           = [local.allow, local.but.us]
    pass_both_and_us          = [local.allow, local.but.both, local.but.us]
    pass_either_and_us        = [local.allow, merge(local.anyone, { Condition = merge(local.its, local.either) }), local.but.us]
    pass_nobody               = [local.allow, local.but.both, local.anyone]
    unknown_an_organisation   = [local.allow, merge(local.anyone, { Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-abc1234567" } } })]
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.statements
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
