resource "aws_iam_account_password_policy" "deny_short" {
  minimum_password_length = 8
}
