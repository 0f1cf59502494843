data "aws_caller_identity" "me" {}

resource "aws_iam_role" "deny_account" {
  name = "deny-account"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999900001111:root" } }
    ]
  })
}

resource "aws_iam_role" "pass_own" {
  name = "pass-own"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" } }
    ]
  })
}
