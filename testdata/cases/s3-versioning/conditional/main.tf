variable "primary" {
  type    = bool
  default = true
}

resource "aws_s3_bucket" "unknown_primary" {
  bucket_prefix = "acme-primary-"
}

resource "aws_s3_bucket" "unknown_secondary" {
  bucket_prefix = "acme-secondary-"
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = var.primary ? aws_s3_bucket.unknown_primary.id : aws_s3_bucket.unknown_secondary.id

  versioning_configuration {
    status = "Enabled"
  }
}
