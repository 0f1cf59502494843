locals {
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  }
}

# Private only because AWS blocks public access to new buckets.
resource "aws_s3_bucket" "deny_new" {
  bucket = "acme-new"
}

resource "aws_s3_bucket_policy" "new" {
  bucket = aws_s3_bucket.deny_new.id
  policy = jsonencode(local.public)
}

resource "aws_s3_bucket" "deny_acl" {
  bucket_prefix = "acme-"
}

resource "aws_s3_bucket_ownership_controls" "acl" {
  bucket = aws_s3_bucket.deny_acl.id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_acl" "acl" {
  bucket = aws_s3_bucket.deny_acl.id
  acl    = "public-read"
}

resource "aws_s3_bucket" "pass_plain" {
  bucket = "acme-plain"
}

resource "terraform_data" "policy" {
  input = "{}"
}

resource "aws_s3_bucket" "unknown_policy" {
  bucket = "acme-policy"
}

resource "aws_s3_bucket_policy" "policy" {
  bucket = aws_s3_bucket.unknown_policy.id
  policy = terraform_data.policy.output
}
