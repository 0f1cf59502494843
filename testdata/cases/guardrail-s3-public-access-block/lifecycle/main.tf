resource "aws_s3_bucket" "deleted" {
  bucket = "acme-deleted"
}

resource "aws_s3_bucket" "flag" {
  bucket = "acme-flag"
}

resource "aws_s3_bucket" "unknown" {
  bucket = "acme-unknown"
}

resource "aws_s3_bucket_public_access_block" "deny_introduced_flag" {
  bucket                  = aws_s3_bucket.flag.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = false
}

resource "aws_s3_bucket_public_access_block" "unknown_flag" {
  bucket                  = aws_s3_bucket.unknown.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = terraform_data.on.output
}

resource "terraform_data" "on" {
  input = true
}
