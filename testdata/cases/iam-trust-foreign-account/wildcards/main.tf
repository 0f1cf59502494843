# `StringEquals` takes a wildcard for a character, which no id of an organisation or account has: nobody is let in.
locals {
  another = { AWS = "arn:aws:iam::444455556666:root" }
  roles = {
    pass_any_organisation   = { principal = local.another, condition = { StringEquals = { "aws:PrincipalOrgID" = "*" } } }
    pass_some_organisations = { principal = local.another, condition = { StringEquals = { "aws:PrincipalOrgID" = ["o-*", "o-acme12345?"] } } }
    pass_everyone_of_any    = { principal = "*", condition = { StringEquals = { "aws:PrincipalOrgID" = "*" } } }
    pass_accounts           = { principal = "*", condition = { StringEquals = { "aws:PrincipalAccount" = "9999*" } } }
    pass_until_2020         = { principal = local.another, condition = { DateLessThan = { "aws:CurrentTime" = "2020-01-01T00:00:00Z" } } }
    deny_one_is_an_account  = { principal = "*", condition = { StringEquals = { "aws:PrincipalAccount" = ["9999*", "999900001111"] } } }
    unknown_one_is_an_org   = { principal = "*", condition = { StringEquals = { "aws:PrincipalOrgID" = ["*", "o-acme123456"] } } }
    deny_like_any           = { principal = local.another, condition = { StringLike = { "aws:PrincipalOrgID" = "*" } } }
    deny_whatever_it_is     = { principal = local.another, condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "*" } } }
    deny_whoever_says_so    = { principal = local.another, condition = { StringEquals = { "aws:UserAgent" = "*" } } }
  }
}

data "aws_caller_identity" "me" {}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = each.value.principal, Condition = each.value.condition }] })
}
