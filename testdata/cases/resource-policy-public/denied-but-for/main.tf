# A Deny that leaves something out closes only the rest.
locals {
  allow = { Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*" }
  denies = {
    deny_but_for_a_queue    = jsonencode({ Action = "sqs:*", NotResource = "arn:aws:sqs:*:*:deny_*" })
    deny_but_for_an_action  = jsonencode({ NotAction = "sqs:Send*", Resource = "*" })
    pass_but_for_another    = jsonencode({ NotAction = "sqs:GetQueue*", Resource = "*" })
    deny_all_values         = jsonencode({ Action = "sqs:*", Resource = "*", Condition = { "ForAllValues:StringNotEquals" = { "aws:PrincipalOrgID" = "o-abcdefghij" } } })
    pass_all_but_one_source = jsonencode({ Action = "sqs:*", Resource = "*", Condition = { ArnNotLike = { "aws:SourceArn" = "arn:aws:sns:us-east-1:123456789012:news" } } })
  }
}

resource "aws_sqs_queue" "each" {
  for_each = local.denies
  name     = each.key
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.allow, merge({ Effect = "Deny", Principal = "*" }, jsondecode(each.value))]
  })
}
