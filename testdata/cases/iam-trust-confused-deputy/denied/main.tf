# A Deny of every other source is a condition on the source.
data "aws_caller_identity" "me" {}

locals {
  allow = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "scheduler.amazonaws.com" } }
  own   = data.aws_caller_identity.me.account_id
  denies = {
    pass_other_accounts  = jsonencode({ Condition = { StringNotEquals = { "aws:SourceAccount" = local.own } } })
    pass_to_everyone     = jsonencode({ Principal = "*", Condition = { ArnNotLike = { "aws:SourceArn" = "arn:aws:scheduler:*:${local.own}:schedule/*" } } })
    deny_own_account     = jsonencode({ Condition = { StringEquals = { "aws:SourceAccount" = local.own } } })
    deny_of_any_account  = jsonencode({ Condition = { ArnNotLike = { "aws:SourceArn" = "arn:aws:scheduler:*:*:schedule/*" } } })
    deny_of_another      = jsonencode({ Principal = { Service = "backup.amazonaws.com" }, Condition = { StringNotEquals = { "aws:SourceAccount" = local.own } } })
    deny_but_of_services = jsonencode({ Principal = "*", Condition = { StringNotEquals = { "aws:SourceAccount" = local.own }, Bool = { "aws:PrincipalIsAWSService" = "false" } } })
  }
}

resource "aws_iam_role" "each" {
  for_each = local.denies
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.allow, merge(local.allow, { Effect = "Deny" }, jsondecode(each.value))]
  })
}
