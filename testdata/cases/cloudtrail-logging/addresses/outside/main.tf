resource "aws_s3_bucket" "trail" {
  bucket        = "acme-by-hand"
  force_destroy = true
}

resource "aws_cloudtrail" "by_hand" {
  name           = "by-hand"
  s3_bucket_name = aws_s3_bucket.trail.bucket
  enable_logging = false
}
