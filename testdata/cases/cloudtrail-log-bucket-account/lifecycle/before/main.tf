resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.trail.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.trail.arn, Principal = { Service = "cloudtrail.amazonaws.com" } },
    { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.trail.arn}/*", Principal = { Service = "cloudtrail.amazonaws.com" } },
  ] })
}

resource "aws_cloudtrail" "deny_existing_validated" {
  name           = "deny-existing-validated"
  s3_bucket_name = aws_s3_bucket.trail.id
  depends_on     = [aws_s3_bucket_policy.trail]
}

resource "aws_cloudtrail" "resolved_gone" {
  name           = "resolved-gone"
  s3_bucket_name = aws_s3_bucket.trail.id
  depends_on     = [aws_s3_bucket_policy.trail]
}
