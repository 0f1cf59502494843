# A lock that can be lifted in place of one that can't, and the key of S3 in place of one's own.
resource "aws_kms_key" "logs" {
  enable_key_rotation = true
}

resource "aws_s3_bucket" "pass_logs" {
  bucket              = "acme-trail-logs"
  object_lock_enabled = true
}

resource "aws_s3_bucket_object_lock_configuration" "deny_introduced_lock" {
  bucket = aws_s3_bucket.pass_logs.id

  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "deny_introduced_key" {
  bucket = aws_s3_bucket.pass_logs.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.pass_logs.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.pass_logs.arn },
    { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.pass_logs.arn}/*" },
  ] })
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = aws_s3_bucket.pass_logs.id
  depends_on     = [aws_s3_bucket_policy.logs]
}
