resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_introduced_narrowed" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}
