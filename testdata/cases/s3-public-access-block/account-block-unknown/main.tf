resource "terraform_data" "restrict" {
  input = true
}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = terraform_data.restrict.output
}

resource "aws_s3_bucket" "unknown_account_flag" {
  bucket = "acme-exports"
}

resource "aws_s3_bucket" "pass_own_block" {
  bucket = "acme-orders"
}

resource "aws_s3_bucket_public_access_block" "own_block" {
  bucket = aws_s3_bucket.pass_own_block.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
