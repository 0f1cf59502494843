resource "aws_s3_bucket" "deny_introduced_forced" {
  bucket = "acme-forced"
}

resource "aws_cloudtrail" "forced" {
  name           = "forced"
  s3_bucket_name = aws_s3_bucket.deny_introduced_forced.bucket
}

resource "aws_s3_bucket" "aside" {
  bucket = "acme-aside"
}

resource "aws_cloudtrail" "aside" {
  name           = "aside"
  s3_bucket_name = aws_s3_bucket.aside.bucket
}

resource "aws_s3_bucket_versioning" "deny_introduced_forgotten" {
  bucket = aws_s3_bucket.aside.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "gone" {
  bucket = "acme-gone"
}

resource "aws_cloudtrail" "gone" {
  name           = "gone"
  s3_bucket_name = aws_s3_bucket.gone.bucket
}

resource "aws_s3_bucket_policy" "deny_introduced_policy_gone" {
  bucket = aws_s3_bucket.gone.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-gone/AWSLogs/*"
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"]
        Resource  = ["arn:aws:s3:::acme-gone", "arn:aws:s3:::acme-gone/*"]
      },
    ]
  })
}

resource "aws_s3_bucket" "locked" {
  bucket              = "acme-locked"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "locked" {
  name           = "locked"
  s3_bucket_name = aws_s3_bucket.locked.bucket
}

resource "aws_s3_bucket_object_lock_configuration" "deny_introduced_governance" {
  bucket = aws_s3_bucket.locked.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket" "unlocked" {
  bucket              = "acme-unlocked"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "unlocked" {
  name           = "unlocked"
  s3_bucket_name = aws_s3_bucket.unlocked.bucket
}

resource "aws_s3_bucket_object_lock_configuration" "deny_introduced_lock_gone" {
  bucket = aws_s3_bucket.unlocked.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket" "longer" {
  bucket              = "acme-longer"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "longer" {
  name           = "longer"
  s3_bucket_name = aws_s3_bucket.longer.bucket
}

resource "aws_s3_bucket_object_lock_configuration" "pass_longer" {
  bucket = aws_s3_bucket.longer.id

  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 90
    }
  }
}

resource "aws_s3_bucket" "later" {
  bucket = "acme-later"
}

resource "aws_cloudtrail" "later" {
  name           = "later"
  s3_bucket_name = aws_s3_bucket.later.bucket
}

resource "aws_s3_bucket_policy" "unknown_text" {
  bucket = aws_s3_bucket.later.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-later/AWSLogs/*"
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"]
        Resource  = ["arn:aws:s3:::acme-later", "arn:aws:s3:::acme-later/*"]
      },
    ]
  })
}
