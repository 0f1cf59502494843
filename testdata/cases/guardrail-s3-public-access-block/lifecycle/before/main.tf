resource "aws_s3_bucket" "deleted" {
  bucket = "acme-deleted"
}

resource "aws_s3_bucket" "flag" {
  bucket = "acme-flag"
}

resource "aws_s3_bucket" "leaves" {
  bucket = "acme-leaves"
}

resource "aws_s3_bucket" "unknown" {
  bucket = "acme-unknown"
}

resource "aws_s3_bucket_public_access_block" "deny_introduced_deleted" {
  bucket                  = aws_s3_bucket.deleted.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "deny_introduced_flag" {
  bucket                  = aws_s3_bucket.flag.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "pass_leaves_with_its_bucket" {
  bucket                  = aws_s3_bucket.leaves.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "unknown_flag" {
  bucket                  = aws_s3_bucket.unknown.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

