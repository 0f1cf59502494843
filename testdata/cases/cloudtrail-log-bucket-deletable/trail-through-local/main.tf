# Which bucket the trail writes to does not stand in the plan: it may be either.
resource "aws_s3_bucket" "unknown_whether_its_own" {
  bucket_prefix = "acme-open-"
}

resource "aws_s3_bucket" "pass_held" {
  bucket_prefix        = "acme-held-"
  object_lock_enabled = true
}

resource "aws_s3_bucket_object_lock_configuration" "pass_held" {
  bucket = aws_s3_bucket.pass_held.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

locals {
  bucket = aws_s3_bucket.unknown_whether_its_own.id
}

resource "aws_cloudtrail" "main" {
  name           = "account"
  s3_bucket_name = local.bucket
}
