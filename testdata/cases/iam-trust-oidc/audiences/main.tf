# IAM refuses a token for a client that its provider does not list, so a provider of one client fixes the audience.
resource "aws_iam_openid_connect_provider" "one" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_openid_connect_provider" "many" {
  url            = "https://gitlab.com"
  client_id_list = ["sts.amazonaws.com", "https://gitlab.com"]
}

data "aws_iam_policy_document" "one" {
  for_each = {
    pass_one_client    = "repo:acme/app:ref:refs/heads/main"
    deny_every_subject = "repo:*"
  }
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.one.arn]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [each.value]
    }
  }
}

data "aws_iam_policy_document" "many" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.many.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:sub"
      values   = ["project_path:acme/app:ref_type:branch:ref:main"]
    }
  }
}

resource "aws_iam_role" "each" {
  for_each           = data.aws_iam_policy_document.one
  name               = replace(each.key, "_", "-")
  assume_role_policy = each.value.json
}

resource "aws_iam_role" "deny_several_clients" {
  name               = "deny-several-clients"
  assume_role_policy = data.aws_iam_policy_document.many.json
}

# By the ARN that a provider will have: this one is in the plan, that of Buildkite is not.
resource "aws_iam_role" "pass_by_arn" {
  name = "pass-by-arn"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/app:ref:refs/heads/main" } }
    }]
  })
}

resource "aws_iam_role" "deny_elsewhere" {
  name = "deny-elsewhere"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/agent.buildkite.com" }
      Condition = { StringEquals = { "agent.buildkite.com:sub" = "organization:acme:pipeline:app:ref:refs/heads/main:commit:0000000:step:deploy" } }
    }]
  })
}
