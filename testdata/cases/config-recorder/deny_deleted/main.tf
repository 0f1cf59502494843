resource "aws_s3_bucket" "config" {
  bucket = "acme-config"
}
