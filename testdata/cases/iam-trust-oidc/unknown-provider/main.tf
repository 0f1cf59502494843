# The provider is known after apply, the claims are not: only tokens of GitHub's have them.
resource "terraform_data" "provider" {}

locals {
  host = "token.actions.githubusercontent.com"

  trust = {
    # An audience alone, and a subject that is only not to be another, let every project in.
    deny_any_project_but = {
      StringEquals  = { "${local.host}:aud" = "sts.amazonaws.com" }
      StringNotLike = { "${local.host}:sub" = "repo:acme/shop:pull_request" }
    }
    deny_every_project = {
      StringEquals = { "${local.host}:aud" = "sts.amazonaws.com" }
      StringLike   = { "${local.host}:sub" = "repo:*" }
    }
    # Whatever the audience, pull requests get in.
    deny_pull_requests = {
      StringLike = { "${local.host}:sub" = "repo:acme/shop:pull_request" }
    }
    # A token has one audience, so all of its audiences are that one.
    deny_pull_requests_for_one = {
      "ForAllValues:StringEquals" = { "${local.host}:aud" = "sts.amazonaws.com" }
      StringLike                  = { "${local.host}:sub" = "repo:acme/shop:pull_request" }
    }
    pass_main_for_one = {
      "ForAllValues:StringEquals" = { "${local.host}:aud" = "sts.amazonaws.com" }
      StringEquals                = { "${local.host}:sub" = "repo:acme/shop:ref:refs/heads/main" }
    }
    # The provider may take tokens for others, or for one client only.
    unknown_main = {
      StringEquals = { "${local.host}:sub" = "repo:acme/shop:ref:refs/heads/main" }
    }
    unknown_nothing_asked = {}
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.trust

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [terraform_data.provider.id]
    }

    dynamic "condition" {
      for_each = merge([for test, keys in each.value : { for key, value in keys : "${test}|${key}" => value }]...)
      content {
        test     = split("|", condition.key)[0]
        variable = split("|", condition.key)[1]
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "ci" {
  for_each           = local.trust
  name               = each.key
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}
