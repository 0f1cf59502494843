# The address of the provider is known after apply, that it takes tokens for one client is known before: the subject decides.
resource "terraform_data" "url" {
  input = "https://token.actions.githubusercontent.com"
}

resource "aws_iam_openid_connect_provider" "one_client" {
  url            = terraform_data.url.output
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_openid_connect_provider" "two_clients" {
  url            = terraform_data.url.output
  client_id_list = ["sts.amazonaws.com", "https://github.com/acme"]
}

data "aws_iam_policy_document" "one_client" {
  for_each = {
    deny_every_project = "repo:acme/*"
    deny_every_branch  = "repo:acme/app:*"
    pass_one_branch    = "repo:acme/app:ref:refs/heads/main"
  }

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.one_client.arn]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [each.value]
    }
  }
}

resource "aws_iam_role" "one_client" {
  for_each           = data.aws_iam_policy_document.one_client
  name               = each.key
  assume_role_policy = each.value.json
}

data "aws_iam_policy_document" "two_clients" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.two_clients.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:acme/app:ref:refs/heads/main"]
    }
  }
}

resource "aws_iam_role" "deny_other_audience" {
  name               = "two-clients"
  assume_role_policy = data.aws_iam_policy_document.two_clients.json
}
