resource "terraform_data" "public" {
  input = false
}

resource "aws_s3_bucket" "unknown_flag" {
  bucket = "acme-site"
}

resource "aws_s3_bucket_public_access_block" "flag" {
  bucket = aws_s3_bucket.unknown_flag.id

  block_public_acls       = true
  block_public_policy     = terraform_data.public.output
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# One flag is known to be off, whatever the other turns out to be.
resource "aws_s3_bucket" "deny_other_flag_false" {
  bucket = "acme-downloads"
}

resource "aws_s3_bucket_public_access_block" "other_flag_false" {
  bucket = aws_s3_bucket.deny_other_flag_false.id

  block_public_acls       = true
  block_public_policy     = terraform_data.public.output
  ignore_public_acls      = true
  restrict_public_buckets = false
}
