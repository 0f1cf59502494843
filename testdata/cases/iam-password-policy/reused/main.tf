resource "aws_iam_account_password_policy" "deny_reused" {
  minimum_password_length = 14
}
