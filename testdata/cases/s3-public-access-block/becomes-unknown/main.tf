resource "terraform_data" "restrict" {
  input = true
}

resource "aws_s3_bucket" "unknown_existing_flag" {
  bucket = "acme-failed-before"
}

resource "aws_s3_bucket_public_access_block" "failed_before" {
  bucket = aws_s3_bucket.unknown_existing_flag.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = terraform_data.restrict.output
}

resource "aws_s3_bucket" "unknown_flag" {
  bucket = "acme-passed-before"
}

resource "aws_s3_bucket_public_access_block" "passed_before" {
  bucket = aws_s3_bucket.unknown_flag.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = terraform_data.restrict.output
}
