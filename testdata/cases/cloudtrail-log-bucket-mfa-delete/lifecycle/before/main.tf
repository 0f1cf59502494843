resource "aws_s3_bucket" "deny_existing_plain" {
  bucket = "acme-plain"
}

resource "aws_s3_bucket" "resolved_locked" {
  bucket              = "acme-locked"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "plain" {
  name           = "plain"
  s3_bucket_name = aws_s3_bucket.deny_existing_plain.id
}

resource "aws_cloudtrail" "locked" {
  name           = "locked"
  s3_bucket_name = aws_s3_bucket.resolved_locked.id
}

resource "aws_s3_bucket" "deny_introduced_used" {
  bucket = "acme-used"
}
