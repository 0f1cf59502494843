# `StringEquals` takes a wildcard for a character, which no owner and no repository has in its name: nobody is let in.
locals {
  github = "token.actions.githubusercontent.com"
  roles = {
    pass_every_repository = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com", "${local.github}:sub" = "repo:*" } }
    pass_every_subject    = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com", "${local.github}:sub" = "*" } }
    pass_of_one_owner     = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com", "${local.github}:sub" = ["repo:acme/*", "repo:acme*"] } }
    pass_one_names_one    = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com", "${local.github}:sub" = ["repo:*", "repo:acme/app:environment:prod"] } }
    pass_no_audience      = { StringEquals = { "${local.github}:sub" = "repo:acme/*" } }
    deny_one_names_many   = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com", "${local.github}:sub" = ["repo:*", "repo:acme/app:pull_request"] } }
    deny_like             = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com" }, StringLike = { "${local.github}:sub" = "repo:*" } }
    deny_if_it_exists     = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com" }, StringEqualsIfExists = { "${local.github}:sub" = "repo:*" } }
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.github}" }, Condition = each.value }] })
}
