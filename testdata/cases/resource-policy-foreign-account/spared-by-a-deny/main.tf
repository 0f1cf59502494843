# An Allow for everyone whose condition leaves a principal of another account, and a Deny that spares that one or another.
data "aws_caller_identity" "me" {}

locals {
  theirs = "arn:aws:iam::999988887777:role/reader"
  ours   = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/app"
}

resource "aws_sqs_queue" "each" {
  for_each = { deny_spared = local.theirs, pass_not_spared = local.ours }

  name = replace(each.key, "_", "-")
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*", Condition = { ArnEquals = { "aws:PrincipalArn" = local.theirs } } },
      { Effect = "Deny", Principal = "*", Action = "sqs:*", Resource = "*", Condition = { ArnNotEquals = { "aws:PrincipalArn" = each.value } } },
    ]
  })
}
