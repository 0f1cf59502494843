# Ninety days are what the service itself keeps of its history.
resource "aws_s3_bucket" "pass_a_year" {
  bucket              = "acme-a-year"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "a_year" {
  name           = "a_year"
  s3_bucket_name = aws_s3_bucket.pass_a_year.id
}

resource "aws_s3_bucket_object_lock_configuration" "a_year" {
  bucket = aws_s3_bucket.pass_a_year.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      years = 1
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "a_year" {
  bucket = aws_s3_bucket.pass_a_year.id
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration {
      days = 365
    }
  }
}

resource "aws_s3_bucket" "deny_a_day_short" {
  bucket              = "acme-a-day-short"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "a_day_short" {
  name           = "a_day_short"
  s3_bucket_name = aws_s3_bucket.deny_a_day_short.id
}

resource "aws_s3_bucket_object_lock_configuration" "a_day_short" {
  bucket = aws_s3_bucket.deny_a_day_short.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 89
    }
  }
}

resource "aws_s3_bucket" "pass_kept_a_quarter" {
  bucket              = "acme-kept-a-quarter"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "kept_a_quarter" {
  name           = "kept_a_quarter"
  s3_bucket_name = aws_s3_bucket.pass_kept_a_quarter.id
}

resource "aws_s3_bucket_object_lock_configuration" "kept_a_quarter" {
  bucket = aws_s3_bucket.pass_kept_a_quarter.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 90
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "kept_a_quarter" {
  bucket = aws_s3_bucket.pass_kept_a_quarter.id
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration {
      days = 90
    }
  }
}

resource "aws_s3_bucket" "deny_expires_a_day_early" {
  bucket              = "acme-expires-a-day-early"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "expires_a_day_early" {
  name           = "expires_a_day_early"
  s3_bucket_name = aws_s3_bucket.deny_expires_a_day_early.id
}

resource "aws_s3_bucket_object_lock_configuration" "expires_a_day_early" {
  bucket = aws_s3_bucket.deny_expires_a_day_early.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "expires_a_day_early" {
  bucket = aws_s3_bucket.deny_expires_a_day_early.id
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration {
      days = 89
    }
  }
}

resource "aws_s3_bucket" "pass_rule_is_off" {
  bucket              = "acme-rule-is-off"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "rule_is_off" {
  name           = "rule_is_off"
  s3_bucket_name = aws_s3_bucket.pass_rule_is_off.id
}

resource "aws_s3_bucket_object_lock_configuration" "rule_is_off" {
  bucket = aws_s3_bucket.pass_rule_is_off.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "rule_is_off" {
  bucket = aws_s3_bucket.pass_rule_is_off.id
  rule {
    id     = "expire"
    status = "Disabled"
    filter {}
    expiration {
      days = 30
    }
  }
}

# What replaced versions there are is no log: CloudTrail writes each file once.
resource "aws_s3_bucket" "pass_old_versions" {
  bucket              = "acme-old-versions"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "old_versions" {
  name           = "old_versions"
  s3_bucket_name = aws_s3_bucket.pass_old_versions.id
}

resource "aws_s3_bucket_object_lock_configuration" "old_versions" {
  bucket = aws_s3_bucket.pass_old_versions.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "old_versions" {
  bucket = aws_s3_bucket.pass_old_versions.id
  rule {
    id     = "old-versions"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }
}
