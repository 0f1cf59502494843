resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_introduced_stopped" {
  name           = "stopped"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  enable_logging = false
}

resource "aws_cloudtrail" "deny_existing_untouched" {
  name           = "untouched"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  enable_logging = false
}

resource "aws_cloudtrail" "resolved_started" {
  name           = "started"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}

resource "aws_cloudtrail" "pass_untouched" {
  name           = "fine"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}
