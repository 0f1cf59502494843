variable "policy" {
  type = string
}

resource "aws_s3_bucket" "pass_restricted" {
  bucket_prefix = "acme-"
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.pass_restricted.id
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.pass_restricted.id
  policy = var.policy
}
