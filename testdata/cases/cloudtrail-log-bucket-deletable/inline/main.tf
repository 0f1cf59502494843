# As provider 3 had it: everything stands in the bucket.
resource "aws_s3_bucket" "pass_locked" {
  bucket = "acme-locked"

  object_lock_configuration {
    object_lock_enabled = "Enabled"

    rule {
      default_retention {
        mode = "COMPLIANCE"
        days = 400
      }
    }
  }
}

resource "aws_cloudtrail" "locked" {
  name           = "locked"
  s3_bucket_name = aws_s3_bucket.pass_locked.id
}

resource "aws_s3_bucket" "pass_mfa" {
  bucket = "acme-mfa"

  versioning {
    enabled    = true
    mfa_delete = true
  }
}

resource "aws_cloudtrail" "mfa" {
  name           = "mfa"
  s3_bucket_name = aws_s3_bucket.pass_mfa.id
}

resource "aws_s3_bucket" "deny_versioned_only" {
  bucket = "acme-versioned"

  versioning {
    enabled = true
  }
}

resource "aws_cloudtrail" "versioned" {
  name           = "versioned"
  s3_bucket_name = aws_s3_bucket.deny_versioned_only.id
}

resource "aws_s3_bucket" "deny_expires" {
  bucket = "acme-expires"

  versioning {
    enabled    = true
    mfa_delete = true
  }

  lifecycle_rule {
    enabled = true

    expiration {
      days = 30
    }
  }
}

resource "aws_cloudtrail" "expires" {
  name           = "expires"
  s3_bucket_name = aws_s3_bucket.deny_expires.id
}

resource "aws_s3_bucket" "pass_other_prefix_expires" {
  bucket = "acme-other-prefix"

  versioning {
    enabled    = true
    mfa_delete = true
  }

  lifecycle_rule {
    enabled = true
    prefix  = "tmp/"

    expiration {
      days = 30
    }
  }
}

resource "aws_cloudtrail" "other_prefix" {
  name           = "other-prefix"
  s3_bucket_name = aws_s3_bucket.pass_other_prefix_expires.id
}
