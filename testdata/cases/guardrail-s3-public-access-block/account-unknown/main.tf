resource "aws_s3_account_public_access_block" "unknown_flag" {
  block_public_acls       = true
  block_public_policy     = terraform_data.on.output
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "terraform_data" "on" {
  input = true
}
