resource "aws_kms_key" "pii" {
  description = "pii"
}

resource "aws_s3_bucket" "deny_introduced_deleted" {
  bucket = "acme-pii-deleted"
}


resource "aws_s3_bucket" "resolved_key" {
  bucket = "acme-pii-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "key" {
  bucket = aws_s3_bucket.resolved_key.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.pii.arn
    }
  }
}
