# An Allow for everyone, closed by a Deny for all but some, lets those in.
data "aws_caller_identity" "me" {}

locals {
  ours    = data.aws_caller_identity.me.account_id
  foreign = "999900001111"
  allow   = { Effect = "Allow", Action = "s3:GetObject", Principal = "*" }
  deny    = { Effect = "Deny", Action = "s3:*", Principal = "*" }
  but     = { for name, of in { both = [local.ours, local.foreign], us = [local.ours] } : name => merge(local.deny, { Condition = { StringNotEquals = { "aws:PrincipalAccount" = of } } }) }
  statements = {
    deny_all_but_both = [local.allow, local.but.both]
    pass_all_but_us   = [local.allow, local.but.us]
    pass_both_and_us  = [local.allow, local.but.both, local.but.us]
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.statements
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, of in local.statements : "of_${name}" => { name = name, of = of } }
  bucket   = "acme-${replace(each.value.name, "_", "-")}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for one in each.value.of : merge(one, { Resource = "arn:aws:s3:::acme-${replace(each.value.name, "_", "-")}/*" })]
  })
}
