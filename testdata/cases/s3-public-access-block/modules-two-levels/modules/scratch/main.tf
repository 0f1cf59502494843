resource "aws_s3_bucket" "deny_no_block" {
  bucket_prefix = "acme-scratch-"
}
