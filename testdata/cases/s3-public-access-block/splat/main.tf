resource "aws_s3_bucket" "unknown_shard" {
  count = 2

  bucket_prefix = "acme-shard-"
}

# A splat names the buckets without saying which one.
resource "aws_s3_bucket_public_access_block" "this" {
  bucket = element(aws_s3_bucket.unknown_shard[*].id, 0)

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
