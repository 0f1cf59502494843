resource "aws_s3_bucket" "pass_flags_from_default" {
  bucket_prefix = "acme-"
}

variable "block" {
  type    = bool
  default = true
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.pass_flags_from_default.id

  block_public_acls       = var.block
  block_public_policy     = var.block
  ignore_public_acls      = var.block
  restrict_public_buckets = var.block
}
