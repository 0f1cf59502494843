resource "aws_s3_bucket" "deny_logs" {
  bucket_prefix = "acme-trail-"
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.deny_logs.id

  versioning_configuration {
    status = "Enabled"
  }
}

output "id" {
  value = aws_s3_bucket.deny_logs.id
}
