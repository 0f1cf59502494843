# An Allow for everyone whose condition leaves principals of another account, and a Deny that spares some: whom the Allow is
# for decides, not the `*` that it names.
data "aws_caller_identity" "me" {}

locals {
  theirs = ["arn:aws:iam::999988887777:role/reader", "arn:aws:iam::999988887777:role/writer"]
  ours   = ["arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/app"]
  allowed = {
    deny_spared              = local.theirs
    deny_account_spared      = local.theirs
    pass_not_spared          = local.theirs
    pass_account_not_spared  = local.theirs
    pass_only_ones_own_comes = local.ours
  }
  spared = {
    deny_spared              = { ArnNotEquals = { "aws:PrincipalArn" = local.theirs } }
    deny_account_spared      = { StringNotEquals = { "aws:PrincipalAccount" = "999988887777" } }
    pass_not_spared          = { ArnNotEquals = { "aws:PrincipalArn" = local.ours } }
    pass_account_not_spared  = { StringNotEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.me.account_id } }
    pass_only_ones_own_comes = { ArnNotEquals = { "aws:PrincipalArn" = local.ours } }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.allowed

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, arns in local.allowed : "on_${name}" => { name = name, arns = arns } }

  bucket = aws_s3_bucket.each[each.value.name].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in [
        { Effect = "Allow", Action = "s3:GetObject", Condition = { ArnEquals = { "aws:PrincipalArn" = each.value.arns } } },
        { Effect = "Deny", Action = "s3:*", Condition = local.spared[each.value.name] },
      ] : merge(statement, { Principal = "*", Resource = "arn:aws:s3:::acme-${replace(each.value.name, "_", "-")}/*" })
    ]
  })
}
