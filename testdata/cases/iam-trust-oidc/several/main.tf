# More than one subject, and more than one fault: each is told.
locals {
  gitlab = "gitlab.com"
  github = "token.actions.githubusercontent.com"
  trust = {
    # Every branch may deploy, and nothing says for whom the token was issued.
    deny_project_without_audience = { host = local.gitlab, condition = { StringLike = { "gitlab.com:sub" = "project_path:acme/app:*" } } }
    deny_branches                 = { host = local.gitlab, condition = { StringEquals = { "gitlab.com:aud" = "https://gitlab.com" }, StringLike = { "gitlab.com:sub" = "project_path:acme/app:ref_type:branch:ref:*" } } }
    deny_each_of_three = { host = local.github, condition = {
      StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
      StringLike   = { "token.actions.githubusercontent.com:sub" = ["repo:acme/app:ref:refs/heads/*", "repo:acme/*", "repo:acme/site:environment:prod", "repo:acme/site:pull_request"] }
    } }
    deny_more_than_are_told = { host = local.github, condition = {
      StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
      StringLike   = { "token.actions.githubusercontent.com:sub" = [for name in ["a", "b", "c", "d", "e"] : "repo:acme/${name}:*"] }
    } }
    pass_each = { host = local.github, condition = {
      StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = ["repo:acme/app:environment:prod", "repo:acme/site:environment:prod"] }
    } }
  }
}

resource "aws_iam_role" "each" {
  for_each = local.trust
  name     = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${each.value.host}" }
      Condition = each.value.condition
    }]
  })
}

resource "aws_iam_role" "deny_two_statements" {
  name = "two-statements"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for project in ["app", "site"] : {
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${local.github}" }
      Condition = {
        StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
        StringLike   = { "token.actions.githubusercontent.com:sub" = "repo:acme/${project}:*" }
      }
    }]
  })
}
