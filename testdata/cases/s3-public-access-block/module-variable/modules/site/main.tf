variable "public_policy" {
  type = bool
}

resource "aws_s3_bucket" "deny_flags_from_variable" {
  bucket_prefix = "acme-site-"
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.deny_flags_from_variable.id

  block_public_acls       = true
  block_public_policy     = !var.public_policy
  ignore_public_acls      = true
  restrict_public_buckets = !var.public_policy
}
