# Trust policies that the usual spelling of a search misses, and two that it finds without reason.
locals {
  trusts = {
    deny_string_and_no_list = { Version = "2012-10-17", Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*" } }
    deny_every_action       = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:*", Principal = { AWS = "*" } }] }
    deny_pattern_of_actions = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sts:Assume*"], Principal = { AWS = ["*"] } }] }
    deny_lower_case_effects = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "STS:assumerole", Principal = { AWS = "*" } }] }
    deny_any_organisation   = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringLike = { "aws:PrincipalOrgID" = "*" } } }] }
    deny_if_there_is_an_id  = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-abcdefghij" } } }] }
    deny_after_a_safe_one = { Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abcdefghij" } } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["arn:aws:iam::111122223333:root", "*"] } },
    ] }
    pass_organisation       = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" }, Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abcdefghij" } } }] }
    pass_denied_to_everyone = { Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "sts:AssumeRole", Principal = "*" }] }
    pass_tags_of_anyone     = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:TagSession", Principal = { Service = "pods.eks.amazonaws.com" } }] }
  }
}

resource "aws_iam_role" "each" {
  for_each = local.trusts

  name               = each.key
  assume_role_policy = jsonencode(each.value)
}
