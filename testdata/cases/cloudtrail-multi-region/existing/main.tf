resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_existing_single_region" {
  name                       = "account"
  s3_bucket_name             = aws_s3_bucket.trail.bucket
  enable_log_file_validation = true
}
