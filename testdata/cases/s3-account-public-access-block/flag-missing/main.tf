resource "aws_s3_account_public_access_block" "deny_flag_missing" {
  block_public_acls       = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
