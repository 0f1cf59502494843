resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role" "deny_no_sub" {
  name = "deny-no-sub"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } } }
    ]
  })
}

resource "aws_iam_role" "deny_any_repository" {
  name = "deny-any-repository"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:*" } } }
    ]
  })
}

resource "aws_iam_role" "deny_prefix_of_an_owner" {
  name = "deny-prefix-of-an-owner"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:acme*" } } }
    ]
  })
}

resource "aws_iam_role" "deny_any_owner" {
  name = "deny-any-owner"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:*/app:*" } } }
    ]
  })
}

resource "aws_iam_role" "deny_workflow_claim" {
  name = "deny-workflow-claim"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringLike" = { "token.actions.githubusercontent.com:sub" = "workflow:deploy" } } }
    ]
  })
}

resource "aws_iam_role" "deny_if_exists" {
  name = "deny-if-exists"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringEqualsIfExists" = { "token.actions.githubusercontent.com:sub" = "repo:acme/app:ref:refs/heads/main" } } }
    ]
  })
}

resource "aws_iam_role" "deny_for_all_values" {
  name = "deny-for-all-values"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "ForAllValues:StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:acme/app:ref:refs/heads/main" } } }
    ]
  })
}

resource "aws_iam_role" "deny_negated" {
  name = "deny-negated"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringNotLike" = { "token.actions.githubusercontent.com:sub" = "repo:other/app:*" } } }
    ]
  })
}

resource "aws_iam_role" "deny_one_of_several" {
  name = "deny-one-of-several"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringLike" = { "token.actions.githubusercontent.com:sub" = ["repo:acme/app:ref:refs/heads/main", "repo:*"] } } }
    ]
  })
}

resource "aws_iam_role" "deny_whole_organisation" {
  name = "deny-whole-organisation"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:acme/*" } } }
    ]
  })
}

resource "aws_iam_role" "deny_any_branch" {
  name = "deny-any-branch"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:acme/app:*" } } }
    ]
  })
}

resource "aws_iam_role" "pass_audience_of_the_provider" {
  name = "pass-audience-of-the-provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { "StringEquals" = { "token.actions.githubusercontent.com:sub" = "repo:acme/app:ref:refs/heads/main" } } }
    ]
  })
}

resource "aws_iam_role" "pass_branch" {
  name = "pass-branch"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:acme/app:ref:refs/heads/main" } } }
    ]
  })
}

resource "aws_iam_role" "pass_environment" {
  name = "pass-environment"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = "repo:acme/app:environment:prod" } } }
    ]
  })
}

resource "aws_iam_role" "pass_service" {
  name = "pass-service"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }
    ]
  })
}

resource "aws_iam_role" "unknown_text" {
  name = "unknown-text"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" }, Condition = { ArnEquals = { "aws:SourceArn" = aws_sqs_queue.jobs.arn } } }
    ]
  })
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "referenced" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

# The provider is one of this plan: its host is in its url.
resource "aws_iam_role" "deny_referenced" {
  name               = "referenced"
  assume_role_policy = data.aws_iam_policy_document.referenced.json
}
