resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "resolved_widened" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.trail.bucket

  event_selector {
    read_write_type = "WriteOnly"
  }
}
