resource "aws_s3_bucket" "open" {
  bucket = "acme-open"
}

resource "aws_s3_bucket" "shut" {
  bucket = "acme-shut"
}

resource "aws_s3_bucket_policy" "open" {
  bucket = aws_s3_bucket.open.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-open"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-open/AWSLogs/*"
      },
    ]
  })
}

resource "aws_s3_bucket_policy" "shut" {
  bucket = aws_s3_bucket.shut.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "arn:aws:s3:::acme-shut/*"
      },
    ]
  })
}

resource "terraform_data" "which" {
  input = true
}

resource "aws_cloudtrail" "unknown_which" {
  name           = "either"
  s3_bucket_name = terraform_data.which.output ? aws_s3_bucket.open.bucket : aws_s3_bucket.shut.bucket
}

resource "aws_cloudtrail" "unknown_prefix" {
  name           = "prefix"
  s3_bucket_name = aws_s3_bucket.open.bucket
  s3_key_prefix  = terraform_data.which.id
}
