# A Deny under other conditions denies as much where these hold wherever the former did.
locals {
  conditions = {
    deny_introduced_a_literal_star   = { StringEquals = { "aws:RequestedRegion" = "us-east-1" } }
    deny_introduced_no_team          = { StringEquals = { "aws:PrincipalTag/team" = "dev" } }
    deny_introduced_other_exception  = { StringNotEquals = { "aws:PrincipalTag/team" = "s*" } }
    deny_introduced_one_region       = { StringLike = { "aws:RequestedRegion" = "us-*" } }
    deny_introduced_only_if_there    = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
    deny_introduced_an_older_session = { NumericGreaterThan = { "aws:MultiFactorAuthAge" = "900" } }
    deny_introduced_more_addresses   = { NotIpAddress = { "aws:SourceIp" = "10.1.0.0/16" } }
    deny_introduced_later            = { DateGreaterThan = { "aws:CurrentTime" = "2020-01-01T00:00:00Z" } }
    pass_a_younger_session           = { NumericGreaterThan = { "aws:MultiFactorAuthAge" = "3600" } }
    pass_fewer_addresses             = { NotIpAddress = { "aws:SourceIp" = "10.0.0.0/8" } }
    pass_more_addresses              = { IpAddress = { "aws:SourceIp" = "10.1.0.0/16" } }
    pass_if_there                    = { Bool = { "aws:MultiFactorAuthPresent" = "false" } }
    pass_no_pattern                  = { StringNotEquals = { "aws:PrincipalTag/team" = "sec" } }
    pass_negated_anyway              = { StringNotEquals = { "aws:PrincipalTag/team" = "sec" } }
    pass_every_region                = { StringEquals = { "aws:RequestedRegion" = "us-east-1" } }
    pass_parts_of_an_arn             = { StringNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/admin" } }
  }
}

resource "aws_iam_role" "each" {
  for_each           = { for name in keys(local.conditions) : "of_${name}" => name }
  name               = substr(each.key, 0, 64)
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_policy" "each" {
  for_each = local.conditions
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*", Condition = each.value }] })
}

resource "aws_iam_role_policy_attachment" "each" {
  for_each   = { for name in keys(local.conditions) : "of_${name}" => name }
  role       = aws_iam_role.each[each.key].name
  policy_arn = aws_iam_policy.each[each.value].arn
}
