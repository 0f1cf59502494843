locals {
  name = "acme-orders"
}

resource "aws_s3_bucket" "pass_names_equal" {
  bucket = local.name
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = local.name

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
