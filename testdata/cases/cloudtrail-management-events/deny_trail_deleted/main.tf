resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}
