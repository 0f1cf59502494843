locals {
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  }
}

resource "aws_s3_bucket" "deny_introduced_opened" {
  bucket = "acme-site"
}

resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.deny_introduced_opened.id
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.deny_introduced_opened.id
  policy = jsonencode(merge(local.public, { Statement = [merge(local.public.Statement[0], { Principal = { AWS = "111122223333" } })] }))
}

resource "aws_s3_bucket" "resolved_named" {
  bucket = "acme-reports"
}

resource "aws_s3_bucket_public_access_block" "reports" {
  bucket                  = aws_s3_bucket.resolved_named.id
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "reports" {
  bucket = aws_s3_bucket.resolved_named.id
  policy = jsonencode(merge(local.public, { Statement = [merge(local.public.Statement[0], { Principal = { AWS = "*" } })] }))
}
