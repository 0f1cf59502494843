resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_no_block" {
  bucket = "acme-exports"
}

# The most restrictive of bucket and account wins.
resource "aws_s3_bucket" "pass_own_flags_false" {
  bucket = "acme-site"
}

resource "aws_s3_bucket_public_access_block" "own_flags_false" {
  bucket = aws_s3_bucket.pass_own_flags_false.id
}
