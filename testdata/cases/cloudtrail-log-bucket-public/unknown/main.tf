resource "terraform_data" "restrict" {
  input = true
}

resource "aws_s3_bucket" "unknown_flag" {
  bucket_prefix = "acme-trail-"
}

resource "aws_s3_bucket_public_access_block" "unknown_flag" {
  bucket                  = aws_s3_bucket.unknown_flag.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = terraform_data.restrict.output
}

resource "aws_cloudtrail" "main" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.unknown_flag.id
}
