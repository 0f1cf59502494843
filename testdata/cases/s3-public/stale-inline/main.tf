# What the buckets show as their `policy` was read before the plan; the resources of their own say what comes.
locals {
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-*/*" }]
  }
  named = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-*/*" }]
  }
}

resource "aws_s3_bucket" "resolved_replaced" {
  bucket = "acme-replaced"
}

resource "aws_s3_bucket_public_access_block" "replaced" {
  bucket = aws_s3_bucket.resolved_replaced.id
}

resource "aws_s3_bucket_policy" "replaced" {
  bucket = aws_s3_bucket.resolved_replaced.id
  policy = jsonencode(local.named)
}

resource "aws_s3_bucket" "resolved_deleted" {
  bucket = "acme-deleted"
}

resource "aws_s3_bucket_public_access_block" "deleted" {
  bucket = aws_s3_bucket.resolved_deleted.id
}

resource "aws_s3_bucket" "deny_introduced_opened" {
  bucket = "acme-opened"
}

resource "aws_s3_bucket_public_access_block" "opened" {
  bucket = aws_s3_bucket.deny_introduced_opened.id
}

resource "aws_s3_bucket_policy" "opened" {
  bucket = aws_s3_bucket.deny_introduced_opened.id
  policy = jsonencode(local.public)
}
