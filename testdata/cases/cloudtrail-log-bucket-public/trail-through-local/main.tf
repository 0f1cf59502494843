# Which bucket the trail writes to does not stand in the plan: it may be either.
resource "aws_s3_bucket" "unknown_whether_its_own" {
  bucket_prefix = "acme-open-"
}

resource "aws_s3_bucket" "pass_held" {
  bucket_prefix = "acme-held-"
}

resource "aws_s3_bucket_public_access_block" "pass_held" {
  bucket                  = aws_s3_bucket.pass_held.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

locals {
  bucket = aws_s3_bucket.unknown_whether_its_own.id
}

resource "aws_cloudtrail" "main" {
  name           = "account"
  s3_bucket_name = local.bucket
}
