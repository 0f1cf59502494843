resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

removed {
  from = aws_cloudtrail.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

moved {
  from = aws_cloudtrail.old_name
  to   = aws_cloudtrail.deny_existing_moved
}

resource "aws_cloudtrail" "deny_existing_moved" {
  name           = "moved"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  enable_logging = false
}

import {
  to = aws_cloudtrail.deny_existing_imported
  id = "arn:aws:cloudtrail:us-east-1:123456789012:trail/by-hand"
}

resource "aws_cloudtrail" "deny_existing_imported" {
  name           = "by-hand"
  s3_bucket_name = "acme-by-hand"
  enable_logging = false
}
