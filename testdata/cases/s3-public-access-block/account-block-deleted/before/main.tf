resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "deny_introduced_account_block_gone" {
  bucket = "acme-exports"
}

resource "aws_s3_bucket" "pass_own_block" {
  bucket = "acme-orders"
}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket = aws_s3_bucket.pass_own_block.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
