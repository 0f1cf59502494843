resource "aws_s3_bucket" "pass_versioned_by_caller" {
  bucket_prefix = "acme-"
}

output "id" {
  value = aws_s3_bucket.pass_versioned_by_caller.id
}
