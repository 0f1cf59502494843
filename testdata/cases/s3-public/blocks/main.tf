locals {
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  }
}

# AWS blocks public access to new buckets; nothing here says otherwise.
resource "aws_s3_bucket" "pass_new" {
  bucket = "acme-new"
}

resource "aws_s3_bucket_policy" "new" {
  bucket = aws_s3_bucket.pass_new.id
  policy = jsonencode(local.public)
}

# Only `restrict_public_buckets` takes back what a policy gives.
resource "aws_s3_bucket" "deny_refused_but_not_restricted" {
  bucket_prefix = "acme-"
}

resource "aws_s3_bucket_public_access_block" "refused" {
  bucket              = aws_s3_bucket.deny_refused_but_not_restricted.id
  block_public_acls   = true
  block_public_policy = true
  ignore_public_acls  = true
}

resource "aws_s3_bucket_policy" "refused" {
  bucket = aws_s3_bucket.deny_refused_but_not_restricted.id
  policy = jsonencode(local.public)
}

resource "terraform_data" "restrict" {
  input = true
}

resource "aws_s3_bucket" "unknown_flag" {
  bucket = "acme-flag"
}

resource "aws_s3_bucket_public_access_block" "flag" {
  bucket                  = aws_s3_bucket.unknown_flag.id
  restrict_public_buckets = terraform_data.restrict.output
}

resource "aws_s3_bucket_policy" "flag" {
  bucket = aws_s3_bucket.unknown_flag.id
  policy = jsonencode(local.public)
}

resource "terraform_data" "policy" {
  input = "{}"
}

resource "aws_s3_bucket" "unknown_policy" {
  bucket = "acme-policy"
}

resource "aws_s3_bucket_public_access_block" "policy" {
  bucket = aws_s3_bucket.unknown_policy.id
}

resource "aws_s3_bucket_policy" "policy" {
  bucket = aws_s3_bucket.unknown_policy.id
  policy = terraform_data.policy.output
}

# Whatever the policy will say, it is restricted.
resource "aws_s3_bucket" "pass_unknown_policy_behind_block" {
  bucket = "acme-behind"
}

resource "aws_s3_bucket_public_access_block" "behind" {
  bucket                  = aws_s3_bucket.pass_unknown_policy_behind_block.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "behind" {
  bucket = aws_s3_bucket.pass_unknown_policy_behind_block.id
  policy = terraform_data.policy.output
}

# Another stack's bucket: its block is not shown.
resource "aws_s3_bucket_policy" "unknown_elsewhere" {
  bucket = "acme-elsewhere"
  policy = jsonencode(local.public)
}

# Deprecated, and still in force.
resource "aws_s3_bucket" "deny_inline_policy" {
  bucket = "acme-inline"
  policy = jsonencode(local.public)
}

resource "aws_s3_bucket_public_access_block" "inline" {
  bucket = aws_s3_bucket.deny_inline_policy.id
}
