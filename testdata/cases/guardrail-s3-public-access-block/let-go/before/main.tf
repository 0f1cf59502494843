resource "aws_s3_bucket" "forgotten" {
  bucket = "acme-forgotten"
}

resource "aws_s3_bucket_public_access_block" "deny_introduced_forgotten" {
  bucket                  = aws_s3_bucket.forgotten.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "moved" {
  bucket = "acme-moved"
}

resource "aws_s3_bucket_public_access_block" "pass_old_name" {
  bucket                  = aws_s3_bucket.moved.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
