resource "aws_s3_bucket" "trails" {
  bucket = "acme-trails"
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = aws_s3_bucket.trails.bucket
}

resource "aws_s3_bucket_versioning" "deny_introduced_one_factor" {
  bucket = aws_s3_bucket.trails.bucket
  mfa    = "arn:aws:iam::123456789012:mfa/root 123456"

  versioning_configuration {
    status     = "Enabled"
    mfa_delete = "Enabled"
  }
}
