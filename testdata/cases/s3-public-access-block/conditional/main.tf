variable "blue" {
  type    = bool
  default = true
}

resource "aws_s3_bucket" "unknown_blue" {
  bucket_prefix = "acme-blue-"
}

resource "aws_s3_bucket" "unknown_green" {
  bucket_prefix = "acme-green-"
}

# Plan JSON names both branches, not the one that was taken.
resource "aws_s3_bucket_public_access_block" "this" {
  bucket = var.blue ? aws_s3_bucket.unknown_blue.id : aws_s3_bucket.unknown_green.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Joined by name, so the choice above does not concern it.
resource "aws_s3_bucket" "pass_own_block" {
  bucket = "acme-orders"
}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket = "acme-orders"

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
