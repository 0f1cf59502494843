resource "aws_s3_bucket" "shut_out" {
  bucket = "acme-shut-out"
}

resource "aws_s3_bucket_policy" "shut_out" {
  bucket = aws_s3_bucket.shut_out.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::acme-shut-out", "arn:aws:s3:::acme-shut-out/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_introduced_shut_out" {
  name           = "shut-out"
  s3_bucket_name = aws_s3_bucket.shut_out.bucket
}
