# An external id that may be any is none, whatever key stands there.
data "aws_caller_identity" "me" {}

locals {
  conditions = {
    deny_any_id          = { StringLike = { "sts:ExternalId" = "*" } }
    deny_any_of_several  = { StringLike = { "sts:ExternalId" = ["vendor-1234", "*"] } }
    deny_if_there_is_one = { StringEqualsIfExists = { "sts:ExternalId" = "vendor-1234" } }
    deny_some_id         = { Null = { "sts:ExternalId" = "false" } }
    deny_all_but_one     = { StringNotEquals = { "sts:ExternalId" = "vendor-1234" } }
    pass_one_id          = { StringEquals = { "sts:ExternalId" = "vendor-1234" } }
    pass_upper_case_key  = { StringEquals = { "STS:externalid" = "vendor-1234" } }
  }
}

resource "aws_iam_role" "each" {
  for_each = local.conditions

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999900001111:root" }, Condition = each.value }
  })
}
