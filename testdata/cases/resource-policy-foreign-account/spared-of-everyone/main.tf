# An Allow for everyone, closed by a Deny for all but some, lets those in.
data "aws_caller_identity" "me" {}

locals {
  ours    = data.aws_caller_identity.me.account_id
  foreign = "999900001111"
  root    = "arn:aws:iam::999900001111:root"
  allow   = { Effect = "Allow", Action = "sqs:*", Resource = "*", Principal = "*" }
  deny    = { Effect = "Deny", Action = "sqs:*", Resource = "*" }
  anyone  = merge(local.deny, { Principal = "*" })
  but     = { for name, of in { it = [local.foreign], both = [local.ours, local.foreign], us = [local.ours] } : name => merge(local.anyone, { Condition = { StringNotEquals = { "aws:PrincipalAccount" = of } } }) }
  statements = {
    deny_all_but_it           = [local.allow, local.but.it]
    deny_all_but_both         = [local.allow, local.but.both]
    deny_all_but_whom_it_says = [local.allow, merge(local.deny, { NotPrincipal = { AWS = local.root } })]
    pass_all_but_us           = [local.allow, local.but.us]
    pass_both_and_us          = [local.allow, local.but.both, local.but.us]
    pass_addresses            = [local.allow, merge(local.anyone, { Condition = { NotIpAddress = { "aws:SourceIp" = "203.0.113.0/24" } } })]
    unknown_an_organisation   = [local.allow, merge(local.anyone, { Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-abc1234567" } } })]
  }
}

resource "aws_sqs_queue" "each" {
  for_each = local.statements
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_kms_key" "deny_all_but_both" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "arn:aws:iam::${local.ours}:root" } },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Principal = "*" },
      merge(local.but.both, { Action = "kms:Decrypt" })
    ]
  })
}
