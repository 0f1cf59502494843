# The provider puts the values of all conditions of one test and key into one list, of which any may match: a narrow block
# beside a wide one narrows nothing. Known and deferred documents say the same.
resource "aws_iam_openid_connect_provider" "github" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}

locals {
  github = "token.actions.githubusercontent.com"
  main   = "repo:acme/app:environment:prod"
  conditions = {
    deny_wide_last    = [["StringLike", "${local.github}:sub", [local.main]], ["StringLike", "${local.github}:sub", ["repo:*"]]]
    deny_wide_first   = [["StringLike", "${local.github}:sub", ["repo:*"]], ["StringLike", "${local.github}:sub", [local.main]]]
    deny_several      = [["StringLike", "${local.github}:sub", [local.main, "repo:acme/site:environment:prod"]], ["StringLike", "${local.github}:sub", ["repo:acme/*", "repo:*/site:*"]]]
    pass_both_narrow  = [["StringLike", "${local.github}:sub", [local.main]], ["StringLike", "${local.github}:sub", ["repo:acme/site:environment:prod"]]]
    pass_another_test = [["StringEquals", "${local.github}:sub", [local.main]], ["StringLike", "${local.github}:sub", ["repo:*"]]]
  }
}

data "aws_iam_policy_document" "known" {
  for_each = local.conditions
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::123456789012:oidc-provider/${local.github}"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.github}:aud"
      values   = ["sts.amazonaws.com"]
    }
    dynamic "condition" {
      for_each = each.value
      content {
        test     = condition.value[0]
        variable = condition.value[1]
        values   = condition.value[2]
      }
    }
  }
}

data "aws_iam_policy_document" "deferred" {
  for_each = local.conditions
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.github}:aud"
      values   = ["sts.amazonaws.com"]
    }
    dynamic "condition" {
      for_each = each.value
      content {
        test     = condition.value[0]
        variable = condition.value[1]
        values   = condition.value[2]
      }
    }
  }
}

resource "aws_iam_role" "known" {
  for_each           = local.conditions
  name               = "known-${replace(each.key, "_", "-")}"
  assume_role_policy = data.aws_iam_policy_document.known[each.key].json
}

resource "aws_iam_role" "deferred" {
  for_each           = local.conditions
  name               = "deferred-${replace(each.key, "_", "-")}"
  assume_role_policy = data.aws_iam_policy_document.deferred[each.key].json
}
