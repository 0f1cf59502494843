resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

removed {
  from = aws_cloudtrail.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}
