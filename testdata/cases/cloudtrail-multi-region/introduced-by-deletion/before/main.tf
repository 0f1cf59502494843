resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "account" {
  name                  = "account"
  s3_bucket_name        = aws_s3_bucket.trail.bucket
  is_multi_region_trail = true
}

resource "aws_cloudtrail" "deny_introduced_left_alone" {
  name           = "orders"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}
