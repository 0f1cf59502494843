data "aws_iam_policy_document" "all_but_accounts" {
  statement {
    not_actions = ["organizations:*", "account:*"]
    resources   = ["*"]
  }
}

data "aws_iam_policy_document" "all_but_identities" {
  statement {
    not_actions = ["iam:*", "organizations:*"]
    resources   = ["*"]
  }
}

data "aws_iam_policy_document" "all_but_a_right" {
  statement {
    not_actions = ["iam:CreateUser"]
    resources   = ["*"]
  }
}

# What is left of IAM is no more than reading.
data "aws_iam_policy_document" "all_but_changes" {
  statement {
    not_actions = ["iam:Add*", "iam:Attach*", "iam:Create*", "iam:Delete*", "iam:Pass*", "iam:Put*", "iam:Set*", "iam:Update*"]
    resources   = ["*"]
  }
}

resource "aws_iam_policy" "deny_all_but_accounts" {
  name   = "all-but-accounts"
  policy = data.aws_iam_policy_document.all_but_accounts.json
}

resource "aws_iam_policy" "deny_all_but_a_right" {
  name   = "all-but-a-right"
  policy = data.aws_iam_policy_document.all_but_a_right.json
}

resource "aws_iam_policy" "pass_all_but_identities" {
  name   = "all-but-identities"
  policy = data.aws_iam_policy_document.all_but_identities.json
}

resource "aws_iam_policy" "pass_all_but_changes" {
  name   = "all-but-changes"
  policy = data.aws_iam_policy_document.all_but_changes.json
}
