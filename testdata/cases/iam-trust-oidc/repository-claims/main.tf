# AWS compares claims of GitHub beside `sub`; `repository` and `repository_id` name one project.
locals {
  issuer   = "token.actions.githubusercontent.com"
  provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
  trust = {
    pass_main_by_id              = [{ "repository_id" = "712345678" }, "repo:acme/*:ref:refs/heads/main"]
    pass_environment_by_name     = [{ "repository" = "acme/storefront" }, "repo:*/*:environment:production"]
    deny_pull_requests           = [{ "repository_id" = "712345678" }, "repo:acme/*:pull_request"]
    deny_every_ref               = [{ "repository_id" = "712345678" }, "repo:acme/*"]
    deny_owner_is_no_claim_of_it = [{ "enterprise_id" = "4321" }, "repo:acme/*:ref:refs/heads/main"]
  }
}

resource "aws_iam_role" "by_claim" {
  for_each = local.trust
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider }
      Condition = {
        StringEquals = merge(
          { "${local.issuer}:aud" = "sts.amazonaws.com" },
          { for claim, value in each.value[0] : "${local.issuer}:${claim}" => value },
        )
        StringLike = { "${local.issuer}:sub" = each.value[1] }
      }
    }]
  })
}

# A claim that is compared as a pattern names no single project.
resource "aws_iam_role" "deny_pattern_of_repositories" {
  name = "deny-pattern-of-repositories"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider }
      Condition = {
        StringEquals = { "${local.issuer}:aud" = "sts.amazonaws.com" }
        StringLike = {
          "${local.issuer}:repository" = "acme/*"
          "${local.issuer}:sub"        = "repo:acme/*:ref:refs/heads/main"
        }
      }
    }]
  })
}
