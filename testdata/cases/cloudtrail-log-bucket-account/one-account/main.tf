resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_beside_it" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.trail.id
}

resource "aws_cloudtrail" "deny_by_name" {
  name           = "by-name"
  s3_bucket_name = "acme-trail"
}

resource "aws_cloudtrail" "unknown_bucket_of_another_stack" {
  name           = "elsewhere"
  s3_bucket_name = "acme-log-archive"
}
