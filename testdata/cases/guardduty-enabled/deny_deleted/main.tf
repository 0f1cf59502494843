resource "aws_s3_bucket" "findings" {
  bucket = "acme-findings"
}
