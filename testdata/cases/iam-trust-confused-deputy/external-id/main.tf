# Firehose tells its customers apart by the external id, which is the number of their account.
data "aws_caller_identity" "current" {}

locals {
  conditions = {
    pass_own_account     = { StringEquals = { "sts:ExternalId" = data.aws_caller_identity.current.account_id } }
    deny_another_account = { StringEquals = { "sts:ExternalId" = "444455556666" } }
    deny_a_word          = { StringEquals = { "sts:ExternalId" = "acme" } }
    deny_if_it_is_there  = { StringEqualsIfExists = { "sts:ExternalId" = data.aws_caller_identity.current.account_id } }
    deny_own_or_another  = { StringEquals = { "sts:ExternalId" = [data.aws_caller_identity.current.account_id, "444455556666"] } }
  }
}

resource "aws_iam_role" "stream" {
  for_each = local.conditions
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "firehose.amazonaws.com" }, Condition = each.value }
    ]
  })
}

# Another account needs one, unless the trust is for an organization.
resource "aws_iam_role" "account" {
  for_each = {
    pass_with_one             = { StringEquals = { "sts:ExternalId" = "acme" } }
    deny_with_any             = { StringLike = { "sts:ExternalId" = "*" } }
    pass_of_an_organisation   = { StringEquals = { "aws:PrincipalOrgID" = "o-acme123456" } }
    pass_of_a_unit            = { "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = "o-acme123456/r-ab12/*" } }
    deny_of_any_organisation  = { StringLike = { "aws:PrincipalOrgID" = "o-*" } }
    deny_with_a_second_factor = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Condition = each.value }
    ]
  })
}
