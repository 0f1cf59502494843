resource "aws_iam_account_password_policy" "deny_introduced_shorter" {
  minimum_password_length   = 14
  password_reuse_prevention = 24
}
