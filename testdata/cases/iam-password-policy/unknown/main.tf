resource "terraform_data" "length" {
  input = 14
}

resource "aws_iam_account_password_policy" "unknown_length" {
  minimum_password_length   = terraform_data.length.output
  password_reuse_prevention = 24
}
