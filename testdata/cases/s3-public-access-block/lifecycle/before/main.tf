resource "aws_s3_bucket" "deny_introduced_block_deleted" {
  bucket = "acme-block-deleted"
}

resource "aws_s3_bucket_public_access_block" "block_deleted" {
  bucket = aws_s3_bucket.deny_introduced_block_deleted.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "deny_introduced_flag_dropped" {
  bucket = "acme-flag-dropped"
}

resource "aws_s3_bucket_public_access_block" "flag_dropped" {
  bucket = aws_s3_bucket.deny_introduced_flag_dropped.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "deny_existing_no_block" {
  bucket = "acme-no-block"
}

resource "aws_s3_bucket" "deny_existing_tags_changed" {
  bucket = "acme-tags-changed"
}

resource "aws_s3_bucket" "deny_existing_forgotten" {
  bucket = "acme-forgotten"
}

resource "aws_s3_bucket" "old_name" {
  bucket = "acme-moved"
}

resource "aws_s3_bucket" "deny_existing_replaced" {
  bucket = "acme-replaced"
}

resource "aws_s3_bucket" "resolved_block_added" {
  bucket = "acme-block-added"
}

resource "aws_s3_bucket" "resolved_flags_added" {
  bucket = "acme-flags-added"
}

resource "aws_s3_bucket_public_access_block" "flags_added" {
  bucket = aws_s3_bucket.resolved_flags_added.id

  block_public_acls = true
}

resource "aws_s3_bucket" "resolved_deleted" {
  bucket = "acme-deleted"
}

resource "aws_s3_bucket" "pass_untouched" {
  bucket = "acme-untouched"
}

resource "aws_s3_bucket_public_access_block" "untouched" {
  bucket = aws_s3_bucket.pass_untouched.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_block_forgotten" {
  bucket = "acme-block-forgotten"
}

resource "aws_s3_bucket_public_access_block" "forgotten" {
  bucket = aws_s3_bucket.pass_block_forgotten.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_block_moved" {
  bucket = "acme-block-moved"
}

resource "aws_s3_bucket_public_access_block" "old_name" {
  bucket = aws_s3_bucket.pass_block_moved.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
