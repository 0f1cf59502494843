resource "aws_s3_bucket" "deny_unversioned" {
  bucket = "acme-unversioned"
}

resource "aws_s3_bucket" "deny_versioned_only" {
  bucket = "acme-versioned"
}

resource "aws_s3_bucket_versioning" "versioned" {
  bucket = aws_s3_bucket.deny_versioned_only.id

  versioning_configuration {
    status = "Enabled"
  }
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

resource "aws_s3_bucket" "pass_compliance" {
  bucket              = "acme-compliance"
  object_lock_enabled = true
}

resource "aws_s3_bucket_object_lock_configuration" "compliance" {
  bucket = aws_s3_bucket.pass_compliance.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

# Bypassable with s3:BypassGovernanceRetention.
resource "aws_s3_bucket" "deny_governance" {
  bucket              = "acme-governance"
  object_lock_enabled = true
}

resource "aws_s3_bucket_object_lock_configuration" "governance" {
  bucket = aws_s3_bucket.deny_governance.id

  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 365
    }
  }
}

resource "terraform_data" "mfa" {
  input = "Enabled"
}

resource "aws_s3_bucket" "unknown_mfa" {
  bucket = "acme-unknown"
}

resource "aws_s3_bucket_versioning" "unknown" {
  bucket = aws_s3_bucket.unknown_mfa.id

  versioning_configuration {
    status     = "Enabled"
    mfa_delete = terraform_data.mfa.output
  }
}

# Holds no logs.
resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_cloudtrail" "each" {
  for_each = {
    unversioned = aws_s3_bucket.deny_unversioned.bucket
    versioned   = aws_s3_bucket.deny_versioned_only.bucket
    mfa         = aws_s3_bucket.pass_mfa.bucket
    compliance  = aws_s3_bucket.pass_compliance.bucket
    governance  = aws_s3_bucket.deny_governance.bucket
    unknown     = aws_s3_bucket.unknown_mfa.bucket
  }

  name           = each.key
  s3_bucket_name = each.value
}
