resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_kms_key" "trail" {
  description         = "trail"
  enable_key_rotation = true
}

resource "aws_kms_key" "disabled" {
  description = "disabled by the plan"
  is_enabled  = false
}

removed {
  from = aws_kms_key.forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_cloudtrail" "deny_introduced_key_removed" {
  name           = "key-removed"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}

resource "aws_cloudtrail" "deny_introduced_key_disabled" {
  name           = "key-disabled"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  kms_key_id     = aws_kms_key.disabled.arn
}

resource "aws_cloudtrail" "deny_existing_untouched" {
  name           = "untouched"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}

resource "aws_cloudtrail" "resolved_key_added" {
  name           = "key-added"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  kms_key_id     = aws_kms_key.trail.arn
}

# A forgotten key still exists.
resource "aws_cloudtrail" "pass_key_forgotten" {
  name           = "key-forgotten"
  s3_bucket_name = aws_s3_bucket.trail.bucket

  lifecycle {
    ignore_changes = [kms_key_id]
  }
}
