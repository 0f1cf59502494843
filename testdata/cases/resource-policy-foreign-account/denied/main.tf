# A Deny of the same policy takes back what an Allow gives, where it covers all of it.
data "aws_caller_identity" "me" {}

locals {
  account = { AWS = "arn:aws:iam::999988887777:root" }
  role    = { AWS = "arn:aws:iam::999988887777:role/reader" }
  read    = { Effect = "Allow", Action = "sqs:SendMessage" }
  deny    = { Effect = "Deny", Action = "sqs:*" }
  statements = {
    pass_account         = [merge(local.read, { Principal = local.account }), merge(local.deny, { Principal = { AWS = "999988887777" } })]
    pass_role            = [merge(local.read, { Principal = local.role }), merge(local.deny, { Principal = local.role })]
    pass_role_of_account = [merge(local.read, { Principal = local.role }), merge(local.deny, { Principal = local.account })]
    pass_everyone        = [merge(local.read, { Principal = local.account }), merge(local.deny, { Principal = "*" })]
    pass_outside = [
      merge(local.read, { Principal = local.account }),
      merge(local.deny, { Principal = "*", Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-abc1234567" } } }),
    ]
    pass_other_accounts = [
      merge(local.read, { Principal = local.account }),
      merge(local.deny, { Principal = "*", Condition = { StringNotEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.me.account_id } } }),
    ]
    pass_by_its_account = [
      merge(local.read, { Principal = local.account }),
      merge(local.deny, { Principal = "*", Condition = { StringEquals = { "aws:PrincipalAccount" = "999988887777" } } }),
    ]
    deny_a_part          = [merge(local.read, { Principal = local.account, Action = "sqs:*" }), merge(local.deny, { Principal = local.account, Action = "sqs:Delete*" })]
    deny_one_role_only   = [merge(local.read, { Principal = local.account }), merge(local.deny, { Principal = local.role })]
    deny_another_account = [merge(local.read, { Principal = local.account }), merge(local.deny, { Principal = { AWS = "arn:aws:iam::777766665555:root" } })]
    deny_without_tls = [
      merge(local.read, { Principal = local.account }),
      merge(local.deny, { Principal = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }),
    ]
    deny_spared = [
      merge(local.read, { Principal = local.account }),
      merge(local.deny, { Principal = "*", Condition = { StringNotEquals = { "aws:PrincipalAccount" = ["123456789012", "999988887777"] } } }),
    ]
    unknown_another_organisation = [
      merge(local.read, { Principal = local.account }),
      merge(local.deny, { Principal = "*", Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-zzz9876543" } } }),
    ]
    unknown_condition = [
      merge(local.read, { Principal = local.account }),
      merge(local.deny, { Principal = local.account, Condition = { StringEquals = { "example:Team" = "blue" } } }),
    ]
  }
}

resource "aws_sqs_queue" "each" {
  for_each = local.statements

  name = "acme-${each.key}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for s in each.value : merge(s, { Resource = "arn:aws:sqs:us-east-1:123456789012:acme-${each.key}" })]
  })
}
