resource "aws_s3_bucket" "dropped" {
  bucket = "acme-dropped"
}

resource "aws_s3_bucket_policy" "dropped" {
  bucket = aws_s3_bucket.dropped.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::acme-dropped", "arn:aws:s3:::acme-dropped/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_introduced_dropped" {
  name           = "dropped"
  s3_bucket_name = aws_s3_bucket.dropped.bucket
}

resource "aws_s3_bucket" "untouched" {
  bucket = "acme-untouched"
}

resource "aws_s3_bucket_policy" "untouched" {
  bucket = aws_s3_bucket.untouched.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::acme-untouched", "arn:aws:s3:::acme-untouched/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_existing_untouched" {
  name           = "untouched"
  s3_bucket_name = aws_s3_bucket.untouched.bucket
}

resource "aws_s3_bucket" "mended" {
  bucket = "acme-mended"
}

resource "aws_s3_bucket_policy" "mended" {
  bucket = aws_s3_bucket.mended.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-mended"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-mended/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "resolved_mended" {
  name           = "mended"
  s3_bucket_name = aws_s3_bucket.mended.bucket
}

resource "aws_s3_bucket" "kept" {
  bucket = "acme-kept"
}

resource "aws_s3_bucket_policy" "kept" {
  bucket = aws_s3_bucket.kept.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-kept"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-kept/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::acme-kept", "arn:aws:s3:::acme-kept/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "pass_kept" {
  name           = "kept"
  s3_bucket_name = aws_s3_bucket.kept.bucket
}

resource "aws_s3_bucket" "policy_goes" {
  bucket = "acme-policy-goes"
}

resource "aws_cloudtrail" "deny_introduced_policy_goes" {
  name           = "policy-goes"
  s3_bucket_name = aws_s3_bucket.policy_goes.bucket
}
