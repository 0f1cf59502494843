locals {
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  }
}

resource "aws_s3_bucket" "deny_introduced_flags_off" {
  bucket = "acme-flags-off"
}

resource "aws_s3_bucket_public_access_block" "flags_off" {
  bucket                  = aws_s3_bucket.deny_introduced_flags_off.id
  restrict_public_buckets = false
}

resource "aws_s3_bucket_policy" "flags_off" {
  bucket = aws_s3_bucket.deny_introduced_flags_off.id
  policy = jsonencode(local.public)
}

resource "aws_s3_bucket" "resolved_flags_on" {
  bucket = "acme-flags-on"
}

resource "aws_s3_bucket_public_access_block" "flags_on" {
  bucket                  = aws_s3_bucket.resolved_flags_on.id
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "flags_on" {
  bucket = aws_s3_bucket.resolved_flags_on.id
  policy = jsonencode(local.public)
}

resource "aws_s3_bucket" "deny_introduced_block_deleted" {
  bucket = "acme-block-deleted"
}

resource "aws_s3_bucket_policy" "block_deleted" {
  bucket = aws_s3_bucket.deny_introduced_block_deleted.id
  policy = jsonencode(local.public)
}

# It may be older than the default, or another stack may hold its block.
resource "aws_s3_bucket" "unknown_existing_no_block" {
  bucket = "acme-no-block"
}

resource "aws_s3_bucket_policy" "no_block" {
  bucket = aws_s3_bucket.unknown_existing_no_block.id
  policy = jsonencode(local.public)
}
