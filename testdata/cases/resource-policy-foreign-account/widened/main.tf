# Whoever of an account that had another of it let in is new, and so is the whole account.
data "aws_caller_identity" "me" {}

locals {
  root = "arn:aws:iam::999900001111:root"
  role = "arn:aws:iam::999900001111:role/a"
  user = "arn:aws:iam::999900001111:user/b"
  principals = {
    deny_introduced_account = [local.root]
    deny_introduced_user    = [local.role, local.user]
    deny_existing_order     = [local.user, local.role, "arn:aws:iam::123456789012:root"]
    deny_existing_role      = [local.role]
  }
}

resource "aws_sqs_queue" "each" {
  for_each = local.principals
  name     = each.key
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:ReceiveMessage", Resource = "*", Principal = { AWS = each.value } }]
  })
}
