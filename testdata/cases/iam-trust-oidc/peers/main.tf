# However the action is written, the token decides who gets in.
locals {
  github = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
  one    = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = "repo:acme/app:ref:refs/heads/main" } }
  any    = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } }
  trusts = {
    deny_pattern        = { Effect = "Allow", Action = "sts:AssumeRoleWith*", Principal = local.github, Condition = local.any }
    deny_every_action   = { Effect = "Allow", Action = "sts:*", Principal = local.github, Condition = local.any }
    deny_all            = { Effect = "Allow", Action = "*", Principal = local.github, Condition = local.any }
    deny_lower_case     = { Effect = "Allow", Action = ["sts:TagSession", "sts:assumerolewithwebidentity"], Principal = local.github, Condition = local.any }
    deny_some_subject   = { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = local.github, Condition = merge(local.any, { Null = { "token.actions.githubusercontent.com:sub" = "false" } }) }
    pass_pattern        = { Effect = "Allow", Action = "sts:AssumeRoleWith*", Principal = local.github, Condition = local.one }
    pass_another_action = { Effect = "Allow", Action = "sts:TagSession", Principal = local.github, Condition = local.any }
  }
}

resource "aws_iam_role" "each" {
  for_each = local.trusts

  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}
