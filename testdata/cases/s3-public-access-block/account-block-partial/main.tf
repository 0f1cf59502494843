resource "aws_s3_account_public_access_block" "this" {
  block_public_acls  = true
  ignore_public_acls = true
}

resource "aws_s3_bucket" "pass_flags_together" {
  bucket = "acme-orders"
}

resource "aws_s3_bucket_public_access_block" "policy_flags" {
  bucket = aws_s3_bucket.pass_flags_together.id

  block_public_policy     = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "deny_flags_do_not_add_up" {
  bucket = "acme-reports"
}

resource "aws_s3_bucket_public_access_block" "one_flag" {
  bucket = aws_s3_bucket.deny_flags_do_not_add_up.id

  block_public_policy = true
}

resource "aws_s3_bucket" "deny_account_flags_only" {
  bucket = "acme-exports"
}
