resource "aws_s3_bucket" "deny_introduced_block_deleted" {
  bucket = "acme-deleted"
}

resource "aws_s3_bucket" "resolved_block_added" {
  bucket = "acme-added"
}

resource "aws_s3_bucket_public_access_block" "deleted" {
  bucket                  = aws_s3_bucket.deny_introduced_block_deleted.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudtrail" "deleted" {
  name           = "deleted"
  s3_bucket_name = aws_s3_bucket.deny_introduced_block_deleted.id
}

resource "aws_cloudtrail" "added" {
  name           = "added"
  s3_bucket_name = aws_s3_bucket.resolved_block_added.id
}
