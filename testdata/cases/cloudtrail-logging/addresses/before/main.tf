resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_existing_forgotten" {
  name           = "forgotten"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  enable_logging = false
}

resource "aws_cloudtrail" "old_name" {
  name           = "moved"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  enable_logging = false
}
