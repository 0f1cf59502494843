resource "aws_s3_bucket" "pass_new" {
  bucket = "acme-new"
}

resource "aws_s3_bucket" "deny_object_writer" {
  bucket_prefix = "acme-writer-"
}

resource "aws_s3_bucket_ownership_controls" "object_writer" {
  bucket = aws_s3_bucket.deny_object_writer.id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket" "data" {
  for_each = toset(["deny_preferred", "pass_enforced"])

  bucket_prefix = "acme-"
}

resource "aws_s3_bucket_ownership_controls" "preferred" {
  bucket = aws_s3_bucket.data["deny_preferred"].id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_ownership_controls" "enforced" {
  bucket = aws_s3_bucket.data["pass_enforced"].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# S3 writes access logs by ACL.
resource "aws_s3_bucket" "pass_log_delivery" {
  bucket = "acme-access-logs"
}

resource "aws_s3_bucket_ownership_controls" "log_delivery" {
  bucket = aws_s3_bucket.pass_log_delivery.id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_acl" "log_delivery" {
  bucket = aws_s3_bucket.pass_log_delivery.id
  acl    = "log-delivery-write"
}

resource "terraform_data" "ownership" {
  input = "BucketOwnerEnforced"
}

resource "aws_s3_bucket" "unknown_ownership" {
  bucket = "acme-unknown"
}

resource "aws_s3_bucket_ownership_controls" "waits" {
  bucket = aws_s3_bucket.unknown_ownership.id

  rule {
    object_ownership = terraform_data.ownership.output
  }
}

# The bucket is another stack's.
resource "aws_s3_bucket_ownership_controls" "deny_elsewhere" {
  bucket = "acme-elsewhere"

  rule {
    object_ownership = "ObjectWriter"
  }
}
