resource "aws_s3_bucket" "unknown_block_through_local" {
  bucket_prefix = "acme-orders-"
}

locals {
  bucket_id = aws_s3_bucket.unknown_block_through_local.id
}

# Plan JSON shows the local's name, not what it stands for.
resource "aws_s3_bucket_public_access_block" "this" {
  bucket = local.bucket_id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
