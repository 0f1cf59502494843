# Versions of the logs are no longer kept.
resource "aws_s3_bucket" "logs" {
  bucket = "acme-trail-logs"
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = aws_s3_bucket.logs.id
}
