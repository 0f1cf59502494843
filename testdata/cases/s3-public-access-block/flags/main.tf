resource "aws_s3_bucket" "deny_no_block" {
  bucket = "acme-exports"
}

resource "aws_s3_bucket" "deny_one_flag_missing" {
  bucket = "acme-reports"
}

resource "aws_s3_bucket_public_access_block" "one_flag_missing" {
  bucket = aws_s3_bucket.deny_one_flag_missing.id

  block_public_acls   = true
  block_public_policy = true
  ignore_public_acls  = true
}

resource "aws_s3_bucket" "deny_one_flag_false" {
  bucket = "acme-site"
}

resource "aws_s3_bucket_public_access_block" "one_flag_false" {
  bucket = aws_s3_bucket.deny_one_flag_false.id

  block_public_acls       = true
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "deny_no_flags" {
  bucket = "acme-legacy"
}

resource "aws_s3_bucket_public_access_block" "no_flags" {
  bucket = aws_s3_bucket.deny_no_flags.id
}

resource "aws_s3_bucket" "pass_by_id" {
  bucket = "acme-orders"
}

resource "aws_s3_bucket_public_access_block" "by_id" {
  bucket = aws_s3_bucket.pass_by_id.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_by_bucket" {
  bucket = "acme-invoices"
}

resource "aws_s3_bucket_public_access_block" "by_bucket" {
  bucket = aws_s3_bucket.pass_by_bucket.bucket

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_by_literal_name" {
  bucket = "acme-payments"
}

resource "aws_s3_bucket_public_access_block" "by_literal_name" {
  bucket = "acme-payments"

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true

  depends_on = [aws_s3_bucket.pass_by_literal_name]
}

resource "aws_s3_bucket" "pass_generated_name" {
  bucket_prefix = "acme-scratch-"
}

resource "aws_s3_bucket_public_access_block" "generated_name" {
  bucket = aws_s3_bucket.pass_generated_name.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# A block for a bucket of another stack says nothing about these.
resource "aws_s3_bucket_public_access_block" "elsewhere" {
  bucket = "acme-elsewhere"

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
