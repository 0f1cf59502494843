resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

# The trail keeps the ARN of the key that this plan deletes.
resource "aws_cloudtrail" "deny_introduced_key_deleted" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.trail.bucket

  lifecycle {
    ignore_changes = [kms_key_id]
  }
}
