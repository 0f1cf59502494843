locals {
  public = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }] }
}

# Without its controls a bucket is as old ones were: whoever writes an object owns it, and ACLs are on.
resource "aws_s3_bucket" "deny_introduced_controls_deleted" {
  bucket = "acme-controls-deleted"
}

resource "aws_s3_bucket_public_access_block" "controls_deleted" {
  bucket = aws_s3_bucket.deny_introduced_controls_deleted.id
}

resource "aws_s3_bucket_acl" "controls_deleted" {
  bucket = aws_s3_bucket.deny_introduced_controls_deleted.bucket
  acl    = "public-read"
}

# The bucket may be older than the default, or have its controls in another stack.
resource "aws_s3_bucket" "unknown_controls_elsewhere" {
  bucket = "acme-controls-elsewhere"
}

resource "aws_s3_bucket_public_access_block" "controls_elsewhere" {
  bucket = aws_s3_bucket.unknown_controls_elsewhere.id
}

resource "aws_s3_bucket_acl" "controls_elsewhere" {
  bucket = aws_s3_bucket.unknown_controls_elsewhere.bucket
  acl    = "public-read"
}

# What is forgotten stays as it is in AWS.
resource "aws_s3_bucket" "pass_block_forgotten" {
  bucket = "acme-block-forgotten"
}

removed {
  from = aws_s3_bucket_public_access_block.forgotten
  lifecycle {
    destroy = false
  }
}

resource "aws_s3_bucket_policy" "block_forgotten" {
  bucket = aws_s3_bucket.pass_block_forgotten.id
  policy = jsonencode(local.public)
}

resource "terraform_data" "ownership" {
  input = "BucketOwnerEnforced"
}

resource "aws_s3_bucket" "unknown_ownership" {
  bucket = "acme-ownership"
}

resource "aws_s3_bucket_public_access_block" "ownership" {
  bucket = aws_s3_bucket.unknown_ownership.id
}

resource "aws_s3_bucket_ownership_controls" "ownership" {
  bucket = aws_s3_bucket.unknown_ownership.id
  rule {
    object_ownership = terraform_data.ownership.output
  }
}

resource "aws_s3_bucket_acl" "ownership" {
  bucket = aws_s3_bucket.unknown_ownership.bucket
  acl    = "public-read"
}
