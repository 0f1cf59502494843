# A Deny of every other source is a condition on the source.
data "aws_caller_identity" "me" {}

locals {
  allow = { Effect = "Allow", Action = "sns:Publish", Resource = "*", Principal = { Service = "events.amazonaws.com" } }
  own   = data.aws_caller_identity.me.account_id
  denies = {
    pass_other_accounts    = jsonencode({ Action = "sns:*", Principal = "*", Condition = { StringNotEquals = { "aws:SourceAccount" = local.own } } })
    pass_for_services      = jsonencode({ Action = "sns:*", Principal = "*", Condition = { StringNotEqualsIfExists = { "aws:SourceOrgID" = "o-abcdefghij" }, Bool = { "aws:PrincipalIsAWSService" = "true" } } })
    deny_of_another_topic  = jsonencode({ Resource = "arn:aws:sns:us-east-1:123456789012:another", Condition = { StringNotEquals = { "aws:SourceAccount" = local.own } } })
    deny_of_another_action = jsonencode({ Action = "sns:Subscribe", Condition = { StringNotEquals = { "aws:SourceAccount" = local.own } } })
    deny_any_organisation  = jsonencode({ Condition = { StringNotLike = { "aws:SourceOrgID" = "*" } } })
  }
}

resource "aws_sns_topic" "each" {
  for_each = local.denies
  name     = each.key
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.allow, merge(local.allow, { Effect = "Deny" }, jsondecode(each.value))]
  })
}
