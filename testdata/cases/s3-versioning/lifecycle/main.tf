resource "aws_s3_bucket" "deny_introduced_suspended" {
  bucket = "acme-suspended"
}

resource "aws_s3_bucket_versioning" "suspended" {
  bucket = aws_s3_bucket.deny_introduced_suspended.id

  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket" "deny_introduced_versioning_deleted" {
  bucket = "acme-versioning-deleted"
}

resource "aws_s3_bucket" "deny_introduced_created" {
  bucket = "acme-created"
}

resource "aws_s3_bucket" "deny_existing_untouched" {
  bucket = "acme-untouched"
}

removed {
  from = aws_s3_bucket.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_s3_bucket" "resolved_versioning_added" {
  bucket = "acme-versioning-added"
}

resource "aws_s3_bucket_versioning" "added" {
  bucket = aws_s3_bucket.resolved_versioning_added.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "pass_untouched" {
  bucket = "acme-fine"
}

resource "aws_s3_bucket_versioning" "untouched" {
  bucket = aws_s3_bucket.pass_untouched.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "pass_versioning_forgotten" {
  bucket = "acme-versioning-forgotten"
}

removed {
  from = aws_s3_bucket_versioning.forgotten

  lifecycle {
    destroy = false
  }
}
