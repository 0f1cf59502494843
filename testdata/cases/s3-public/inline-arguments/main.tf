# As provider 3 had it: everything stands in the bucket.
locals {
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-*/*" }]
  }
}

resource "aws_s3_bucket" "deny_policy" {
  bucket = "acme-policy"
  policy = jsonencode(local.public)
}

resource "aws_s3_bucket_public_access_block" "policy" {
  bucket = aws_s3_bucket.deny_policy.id
}

resource "aws_s3_bucket" "deny_canned" {
  bucket = "acme-canned"
  acl    = "public-read"
}

resource "aws_s3_bucket_ownership_controls" "canned" {
  bucket = aws_s3_bucket.deny_canned.id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_public_access_block" "canned" {
  bucket = aws_s3_bucket.deny_canned.id
}

resource "aws_s3_bucket" "deny_grant" {
  bucket = "acme-grant"

  grant {
    type        = "Group"
    permissions = ["READ", "WRITE"]
    uri         = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
  }
}

resource "aws_s3_bucket_ownership_controls" "grant" {
  bucket = aws_s3_bucket.deny_grant.id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_public_access_block" "grant" {
  bucket = aws_s3_bucket.deny_grant.id
}

resource "aws_s3_bucket" "pass_private" {
  bucket = "acme-private"
  acl    = "private"
}

# Nothing of it counts behind a block.
resource "aws_s3_bucket" "pass_held" {
  bucket = "acme-held"
  acl    = "public-read"
  policy = jsonencode(local.public)
}

resource "aws_s3_bucket_public_access_block" "held" {
  bucket                  = aws_s3_bucket.pass_held.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
