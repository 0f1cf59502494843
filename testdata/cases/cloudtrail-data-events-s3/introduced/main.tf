resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_introduced_dropped" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.trail.id

  event_selector {
    read_write_type = "All"
  }
}
