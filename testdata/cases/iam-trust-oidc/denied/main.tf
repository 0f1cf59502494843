# What an Allow leaves out a Deny may ask for: whoever is not denied meets its condition.
locals {
  host  = "token.actions.githubusercontent.com"
  allow = { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${local.host}" }, Condition = { StringEquals = { "${local.host}:aud" = "sts.amazonaws.com" } } }
  main  = "repo:acme/app:ref:refs/heads/main"
  denies = {
    pass_all_but_one_branch  = jsonencode({ Condition = { StringNotEquals = { "${local.host}:sub" = local.main } } })
    pass_for_everyone        = jsonencode({ Principal = "*", Action = "*", Condition = { StringNotLikeIfExists = { "${local.host}:sub" = [local.main] } } })
    deny_all_but_any_org     = jsonencode({ Condition = { StringNotLike = { "${local.host}:sub" = "repo:*/app:*" } } })
    deny_one_branch          = jsonencode({ Condition = { StringEquals = { "${local.host}:sub" = local.main } } })
    deny_of_another_action   = jsonencode({ Action = "sts:TagSession", Condition = { StringNotEquals = { "${local.host}:sub" = local.main } } })
    deny_of_another_provider = jsonencode({ Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/gitlab.com" }, Condition = { StringNotEquals = { "${local.host}:sub" = local.main } } })
    deny_only_at_times       = jsonencode({ Condition = { StringNotEquals = { "${local.host}:sub" = local.main }, DateLessThan = { "aws:CurrentTime" = "2999-01-01T00:00:00Z" } } })
    deny_all_values          = jsonencode({ Condition = { "ForAllValues:StringNotEquals" = { "${local.host}:sub" = local.main } } })
  }
}

resource "aws_iam_role" "each" {
  for_each = local.denies
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.allow, merge({ for name, value in local.allow : name => value if name != "Condition" }, { Effect = "Deny" }, jsondecode(each.value))]
  })
}
