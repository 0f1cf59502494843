locals {
  public = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }] }
}

resource "aws_s3_bucket" "deny_introduced_controls_deleted" {
  bucket = "acme-controls-deleted"
}

resource "aws_s3_bucket_public_access_block" "controls_deleted" {
  bucket = aws_s3_bucket.deny_introduced_controls_deleted.id
}

resource "aws_s3_bucket_ownership_controls" "controls_deleted" {
  bucket = aws_s3_bucket.deny_introduced_controls_deleted.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket" "unknown_controls_elsewhere" {
  bucket = "acme-controls-elsewhere"
}

resource "aws_s3_bucket_public_access_block" "controls_elsewhere" {
  bucket = aws_s3_bucket.unknown_controls_elsewhere.id
}

resource "aws_s3_bucket" "pass_block_forgotten" {
  bucket = "acme-block-forgotten"
}

resource "aws_s3_bucket_public_access_block" "forgotten" {
  bucket                  = aws_s3_bucket.pass_block_forgotten.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "block_forgotten" {
  bucket = aws_s3_bucket.pass_block_forgotten.id
  policy = jsonencode(local.public)
}
