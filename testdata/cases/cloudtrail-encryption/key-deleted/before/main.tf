resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_kms_key" "trail" {
  description         = "trail"
  enable_key_rotation = true
}

resource "aws_cloudtrail" "deny_introduced_key_deleted" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  kms_key_id     = aws_kms_key.trail.arn
}
