# What the bucket was encrypted with goes, and the bucket stays.
resource "aws_kms_key" "main" {
  enable_key_rotation = true
}

resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}
