locals {
  locks = {
    pass_compliance       = { mode = "COMPLIANCE", days = 365, force = false }
    pass_forced_but_fixed = { mode = "COMPLIANCE", days = 90, force = true }
    deny_governance       = { mode = "GOVERNANCE", days = 365, force = false }
    deny_a_week           = { mode = "COMPLIANCE", days = 7, force = false }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.locks

  bucket_prefix       = "acme-"
  object_lock_enabled = true
  force_destroy       = each.value.force
}

resource "aws_s3_bucket_object_lock_configuration" "each" {
  for_each = local.locks

  bucket = aws_s3_bucket.each[each.key].id

  rule {
    default_retention {
      mode = each.value.mode
      days = each.value.days
    }
  }
}

resource "aws_cloudtrail" "each" {
  for_each = local.locks

  name           = each.key
  s3_bucket_name = aws_s3_bucket.each[each.key].id
}

resource "aws_s3_bucket" "pass_mfa" {
  bucket = "acme-mfa"
}

resource "aws_s3_bucket_versioning" "mfa" {
  bucket = aws_s3_bucket.pass_mfa.id
  mfa    = "arn:aws:iam::123456789012:mfa/root 123456"

  versioning_configuration {
    status     = "Enabled"
    mfa_delete = "Enabled"
  }
}

resource "aws_s3_bucket" "deny_expires" {
  bucket = "acme-expires"
}

resource "aws_s3_bucket_versioning" "expires" {
  bucket = aws_s3_bucket.deny_expires.id
  mfa    = "arn:aws:iam::123456789012:mfa/root 123456"

  versioning_configuration {
    status     = "Enabled"
    mfa_delete = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "expires" {
  bucket = aws_s3_bucket.deny_expires.id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "deny_force_destroy" {
  bucket        = "acme-force"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "force" {
  bucket = aws_s3_bucket.deny_force_destroy.id
  mfa    = "arn:aws:iam::123456789012:mfa/root 123456"

  versioning_configuration {
    status     = "Enabled"
    mfa_delete = "Enabled"
  }
}

resource "aws_cloudtrail" "mfa" {
  name           = "mfa"
  s3_bucket_name = aws_s3_bucket.pass_mfa.id
}

resource "aws_cloudtrail" "expires" {
  name           = "expires"
  s3_bucket_name = aws_s3_bucket.deny_expires.id
}

resource "aws_cloudtrail" "force" {
  name           = "force"
  s3_bucket_name = aws_s3_bucket.deny_force_destroy.id
}

# One unknown in `jsonencode` leaves the whole text unknown.
resource "aws_s3_bucket" "unknown_policy" {
  bucket_prefix = "acme-"
}

resource "aws_s3_bucket_policy" "unknown" {
  bucket = aws_s3_bucket.unknown_policy.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:Delete*", "s3:Put*"]
      Resource  = [aws_s3_bucket.unknown_policy.arn, "${aws_s3_bucket.unknown_policy.arn}/*"]
    }]
  })
}

resource "aws_cloudtrail" "unknown" {
  name           = "unknown"
  s3_bucket_name = aws_s3_bucket.unknown_policy.id
}
