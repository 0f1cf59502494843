resource "aws_s3_bucket" "deny_introduced_suspended" {
  bucket = "acme-suspended"
}

resource "aws_s3_bucket_versioning" "suspended" {
  bucket = aws_s3_bucket.deny_introduced_suspended.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "deny_introduced_versioning_deleted" {
  bucket = "acme-versioning-deleted"
}

resource "aws_s3_bucket_versioning" "deleted" {
  bucket = aws_s3_bucket.deny_introduced_versioning_deleted.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "deny_existing_untouched" {
  bucket = "acme-untouched"
}

resource "aws_s3_bucket" "deny_existing_forgotten" {
  bucket = "acme-forgotten"
}

resource "aws_s3_bucket" "resolved_versioning_added" {
  bucket = "acme-versioning-added"
}

resource "aws_s3_bucket" "resolved_deleted" {
  bucket = "acme-deleted"
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

resource "aws_s3_bucket_versioning" "forgotten" {
  bucket = aws_s3_bucket.pass_versioning_forgotten.id

  versioning_configuration {
    status = "Enabled"
  }
}
