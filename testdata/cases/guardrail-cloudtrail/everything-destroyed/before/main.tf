resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_introduced_destroyed" {
  name                  = "account"
  s3_bucket_name        = aws_s3_bucket.trail.bucket
  is_multi_region_trail = true
}
