resource "aws_s3_bucket" "pass_no_block" {
  bucket = "acme-exports"
}
