resource "terraform_data" "restrict" {
  input = true
}

resource "aws_s3_account_public_access_block" "deny_other_flag_false" {
  block_public_acls       = false
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = terraform_data.restrict.output
}
