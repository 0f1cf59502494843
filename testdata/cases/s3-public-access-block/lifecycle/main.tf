resource "aws_s3_bucket" "deny_introduced_block_deleted" {
  bucket = "acme-block-deleted"
}

resource "aws_s3_bucket" "deny_introduced_flag_dropped" {
  bucket = "acme-flag-dropped"
}

resource "aws_s3_bucket_public_access_block" "flag_dropped" {
  bucket = aws_s3_bucket.deny_introduced_flag_dropped.id

  block_public_acls   = true
  block_public_policy = true
  ignore_public_acls  = true
}

resource "aws_s3_bucket" "deny_introduced_created" {
  bucket = "acme-created"
}

resource "aws_s3_bucket" "deny_existing_no_block" {
  bucket = "acme-no-block"
}

resource "aws_s3_bucket" "deny_existing_tags_changed" {
  bucket = "acme-tags-changed"

  tags = {
    Team = "orders"
  }
}

removed {
  from = aws_s3_bucket.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

moved {
  from = aws_s3_bucket.old_name
  to   = aws_s3_bucket.deny_existing_moved
}

resource "aws_s3_bucket" "deny_existing_moved" {
  bucket = "acme-moved"
}

resource "aws_s3_bucket" "deny_existing_replaced" {
  bucket = "acme-replaced-by-this"
}

# Importing changes nothing in AWS.
import {
  to = aws_s3_bucket.deny_existing_imported
  id = "acme-by-hand"
}

resource "aws_s3_bucket" "deny_existing_imported" {
  bucket = "acme-by-hand"
}

import {
  to = aws_s3_bucket.pass_imported_with_block
  id = "acme-by-hand-blocked"
}

resource "aws_s3_bucket" "pass_imported_with_block" {
  bucket = "acme-by-hand-blocked"
}

import {
  to = aws_s3_bucket_public_access_block.imported
  id = "acme-by-hand-blocked"
}

resource "aws_s3_bucket_public_access_block" "imported" {
  bucket = aws_s3_bucket.pass_imported_with_block.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "resolved_block_added" {
  bucket = "acme-block-added"
}

resource "aws_s3_bucket_public_access_block" "block_added" {
  bucket = aws_s3_bucket.resolved_block_added.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "resolved_flags_added" {
  bucket = "acme-flags-added"
}

resource "aws_s3_bucket_public_access_block" "flags_added" {
  bucket = aws_s3_bucket.resolved_flags_added.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
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

removed {
  from = aws_s3_bucket_public_access_block.forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_s3_bucket" "pass_block_moved" {
  bucket = "acme-block-moved"
}

moved {
  from = aws_s3_bucket_public_access_block.old_name
  to   = aws_s3_bucket_public_access_block.moved
}

resource "aws_s3_bucket_public_access_block" "moved" {
  bucket = aws_s3_bucket.pass_block_moved.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
