resource "aws_s3_bucket" "deny_no_versioning" {
  bucket = "acme-scratch"
}

resource "aws_s3_bucket" "deny_suspended" {
  bucket = "acme-reports"
}

resource "aws_s3_bucket_versioning" "suspended" {
  bucket = aws_s3_bucket.deny_suspended.id

  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket" "deny_disabled" {
  bucket = "acme-exports"
}

resource "aws_s3_bucket_versioning" "disabled" {
  bucket = aws_s3_bucket.deny_disabled.id

  versioning_configuration {
    status = "Disabled"
  }
}

resource "aws_s3_bucket" "pass_enabled" {
  bucket = "acme-orders"
}

resource "aws_s3_bucket_versioning" "enabled" {
  bucket = aws_s3_bucket.pass_enabled.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "pass_enabled_by_name" {
  bucket = "acme-invoices"
}

resource "aws_s3_bucket_versioning" "enabled_by_name" {
  bucket = "acme-invoices"

  versioning_configuration {
    status = "Enabled"
  }

  depends_on = [aws_s3_bucket.pass_enabled_by_name]
}

# Object lock cannot be on without versioning.
resource "aws_s3_bucket" "pass_object_lock" {
  bucket              = "acme-ledger"
  object_lock_enabled = true
}

resource "terraform_data" "status" {
  input = "Enabled"
}

resource "aws_s3_bucket" "unknown_status" {
  bucket = "acme-archive"
}

resource "aws_s3_bucket_versioning" "status" {
  bucket = aws_s3_bucket.unknown_status.id

  versioning_configuration {
    status = terraform_data.status.output
  }
}
