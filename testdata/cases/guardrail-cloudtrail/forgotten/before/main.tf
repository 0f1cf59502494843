resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_introduced_forgotten" {
  name                       = "account"
  s3_bucket_name             = aws_s3_bucket.trail.bucket
  is_multi_region_trail      = true
  enable_log_file_validation = true
}
