# All rights, or all rights over identities, in spellings that a search for `*` or `iam:*` misses; and what only looks like it.
data "aws_caller_identity" "me" {}

locals {
  own = data.aws_caller_identity.me.account_id
  all = { Effect = "Allow", Action = "*", Resource = "*" }
  conditions = {
    deny_where_a_key_is_missing = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } }
    deny_from_every_address     = { IpAddress = { "aws:SourceIp" = "0.0.0.0/0" } }
    deny_from_both_halves       = { IpAddress = { "aws:SourceIp" = ["0.0.0.0/1", "128.0.0.0/1"] } }
    deny_any_principal          = { StringLike = { "aws:PrincipalArn" = "*" } }
    deny_any_tag                = { StringLike = { "aws:PrincipalTag/team" = "*" } }
    deny_any_organisation       = { StringLike = { "aws:PrincipalOrgID" = "o-*" } }
    deny_all_regions_but_one    = { StringNotEquals = { "aws:RequestedRegion" = "eu-central-2" } }
    deny_all_users_but_one      = { StringNotLike = { "aws:userid" = "AIDAEXAMPLE" } }
    deny_all_roles_but_one      = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/one" } }
    deny_over_tls               = { Bool = { "aws:SecureTransport" = "true" } }
    deny_after_a_past_date      = { DateGreaterThan = { "aws:CurrentTime" = "2020-01-01T00:00:00Z" } }
    deny_for_all_of_none        = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["team"] } }
    deny_own_account            = { StringEquals = { "aws:ResourceAccount" = local.own } }
    deny_any_session            = { Null = { "aws:TokenIssueTime" = "false" } }
    pass_before_a_past_date     = { DateLessThan = { "aws:CurrentTime" = "2021-01-01T00:00:00Z" } }
    pass_literal_star           = { StringEquals = { "aws:PrincipalArn" = "*" } }
  }
  statements = merge({ for name, condition in local.conditions : name => [merge(local.all, { Condition = condition })] }, {
    deny_every_service             = [{ Effect = "Allow", Action = "*:*", Resource = "*" }]
    deny_three_stars               = [{ Effect = "Allow", Action = "***", Resource = "*" }]
    deny_escaped_letter            = [{ Effect = "Allow", Action = "\u0069am:*", Resource = "*" }]
    deny_every_arn                 = [{ Effect = "Allow", Action = "*", Resource = "arn:*" }]
    deny_every_arn_of_six          = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:*:*:*:*" }]
    deny_identities_of_one_account = [{ Effect = "Allow", Action = "iam:*", Resource = "arn:aws:iam::${local.own}:*" }]
    deny_all_but_one_service       = [{ Effect = "Allow", NotAction = "s3:*", Resource = "*" }]
    deny_all_but_one_bucket        = [{ Effect = "Allow", Action = "*", NotResource = "arn:aws:s3:::logs/*" }]
    deny_deny_of_another_type      = [local.all, { Effect = "Deny", Action = "iam:*", Resource = "arn:aws:s3:::*" }]
    deny_deny_in_one_region        = [local.all, { Effect = "Deny", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = "us-east-2" } } }]
    deny_deny_without_mfa          = [local.all, { Effect = "Deny", NotAction = "iam:ListUsers", Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }]
    deny_deny_of_the_rest          = [local.all, { Effect = "Deny", NotAction = ["iam:*", "sts:*"], Resource = "*" }]
    pass_denied                    = [local.all, { Effect = "Deny", Action = "*", Resource = "*" }]
    pass_denied_all_but_one        = [local.all, { Effect = "Deny", NotAction = "s3:GetBucketLocation", Resource = "*" }]
    pass_on_another_type           = [{ Effect = "Allow", Action = "iam:*", Resource = "arn:aws:s3:::logs" }]
    pass_reading                   = [{ Effect = "Allow", Action = ["iam:Get*", "iam:List*"], Resource = "*" }]
    pass_own_device                = [{ Effect = "Allow", Action = "iam:*", Resource = "arn:aws:iam::*:mfa/$${aws:username}" }]
  })
}

resource "aws_iam_policy" "each" {
  for_each = local.statements
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
