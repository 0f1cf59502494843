resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_introduced_turned_off" {
  name                       = "turned-off"
  s3_bucket_name             = aws_s3_bucket.trail.bucket
  enable_log_file_validation = true
}

resource "aws_cloudtrail" "deny_existing_untouched" {
  name           = "untouched"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}

resource "aws_cloudtrail" "resolved_turned_on" {
  name           = "turned-on"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}

resource "aws_cloudtrail" "deny_existing_replaced" {
  name           = "replaced"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}
