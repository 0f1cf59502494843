resource "aws_s3_bucket" "deny_everything" {
  bucket              = "acme-deny-everything"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "deny_everything" {
  name           = "deny_everything"
  s3_bucket_name = aws_s3_bucket.deny_everything.id
}

resource "aws_s3_bucket_object_lock_configuration" "deny_everything" {
  bucket = aws_s3_bucket.deny_everything.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "deny_everything" {
  bucket = aws_s3_bucket.deny_everything.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {}

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "pass_other_prefix" {
  bucket              = "acme-pass-other-prefix"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "pass_other_prefix" {
  name           = "pass_other_prefix"
  s3_bucket_name = aws_s3_bucket.pass_other_prefix.id
}

resource "aws_s3_bucket_object_lock_configuration" "pass_other_prefix" {
  bucket = aws_s3_bucket.pass_other_prefix.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "pass_other_prefix" {
  bucket = aws_s3_bucket.pass_other_prefix.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      prefix = "tmp/"
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "deny_prefix_of_logs" {
  bucket              = "acme-deny-prefix-of-logs"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "deny_prefix_of_logs" {
  name           = "deny_prefix_of_logs"
  s3_bucket_name = aws_s3_bucket.deny_prefix_of_logs.id
}

resource "aws_s3_bucket_object_lock_configuration" "deny_prefix_of_logs" {
  bucket = aws_s3_bucket.deny_prefix_of_logs.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "deny_prefix_of_logs" {
  bucket = aws_s3_bucket.deny_prefix_of_logs.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      prefix = "AWSLogs/"
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "deny_below_the_logs" {
  bucket              = "acme-deny-below-the-logs"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "deny_below_the_logs" {
  name           = "deny_below_the_logs"
  s3_bucket_name = aws_s3_bucket.deny_below_the_logs.id
}

resource "aws_s3_bucket_object_lock_configuration" "deny_below_the_logs" {
  bucket = aws_s3_bucket.deny_below_the_logs.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "deny_below_the_logs" {
  bucket = aws_s3_bucket.deny_below_the_logs.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      prefix = "AWSLogs/123456789012/CloudTrail/us-east-1/"
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "deny_prefix_of_trail" {
  bucket              = "acme-deny-prefix-of-trail"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "deny_prefix_of_trail" {
  name           = "deny_prefix_of_trail"
  s3_bucket_name = aws_s3_bucket.deny_prefix_of_trail.id
  s3_key_prefix  = "audit"
}

resource "aws_s3_bucket_object_lock_configuration" "deny_prefix_of_trail" {
  bucket = aws_s3_bucket.deny_prefix_of_trail.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "deny_prefix_of_trail" {
  bucket = aws_s3_bucket.deny_prefix_of_trail.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      prefix = "audit/"
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "pass_outside_of_trail" {
  bucket              = "acme-pass-outside-of-trail"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "pass_outside_of_trail" {
  name           = "pass_outside_of_trail"
  s3_bucket_name = aws_s3_bucket.pass_outside_of_trail.id
  s3_key_prefix  = "audit"
}

resource "aws_s3_bucket_object_lock_configuration" "pass_outside_of_trail" {
  bucket = aws_s3_bucket.pass_outside_of_trail.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "pass_outside_of_trail" {
  bucket = aws_s3_bucket.pass_outside_of_trail.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      prefix = "AWSLogs/"
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "pass_tagged" {
  bucket              = "acme-pass-tagged"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "pass_tagged" {
  name           = "pass_tagged"
  s3_bucket_name = aws_s3_bucket.pass_tagged.id
}

resource "aws_s3_bucket_object_lock_configuration" "pass_tagged" {
  bucket = aws_s3_bucket.pass_tagged.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "pass_tagged" {
  bucket = aws_s3_bucket.pass_tagged.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      tag {
        key   = "temporary"
        value = "true"
      }
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "pass_prefix_and_tag" {
  bucket              = "acme-pass-prefix-and-tag"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "pass_prefix_and_tag" {
  name           = "pass_prefix_and_tag"
  s3_bucket_name = aws_s3_bucket.pass_prefix_and_tag.id
}

resource "aws_s3_bucket_object_lock_configuration" "pass_prefix_and_tag" {
  bucket = aws_s3_bucket.pass_prefix_and_tag.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "pass_prefix_and_tag" {
  bucket = aws_s3_bucket.pass_prefix_and_tag.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      and {
        prefix = "AWSLogs/"
        tags   = { temporary = "true" }
      }
    }

    expiration {
      days = 30
    }
  }
}

resource "terraform_data" "prefix" {
  input = "audit"
}

resource "aws_s3_bucket" "unknown_prefix" {
  bucket              = "acme-unknown-prefix"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "unknown_prefix" {
  name           = "unknown_prefix"
  s3_bucket_name = aws_s3_bucket.unknown_prefix.id
}

resource "aws_s3_bucket_object_lock_configuration" "unknown_prefix" {
  bucket = aws_s3_bucket.unknown_prefix.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "unknown_prefix" {
  bucket = aws_s3_bucket.unknown_prefix.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      prefix = terraform_data.prefix.output
    }

    expiration {
      days = 30
    }
  }
}
