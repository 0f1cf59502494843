resource "aws_iam_account_password_policy" "deny_introduced_shorter" {
  minimum_password_length   = 8
  password_reuse_prevention = 24
}
