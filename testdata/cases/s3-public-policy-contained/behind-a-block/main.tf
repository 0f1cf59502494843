# S3 would refuse a public text here. What the text says is not known all the same.
resource "terraform_data" "policy" {
  input = "{}"
}

resource "aws_s3_bucket" "unknown_policy" {
  bucket = "acme-policy"
}

resource "aws_s3_bucket_public_access_block" "policy" {
  bucket                  = aws_s3_bucket.unknown_policy.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "policy" {
  bucket = aws_s3_bucket.unknown_policy.id
  policy = terraform_data.policy.output
}
