resource "aws_s3_bucket" "deny_introduced_one_more" {
  bucket = "acme-one-more"
}

resource "aws_s3_bucket_policy" "one_more" {
  bucket = aws_s3_bucket.deny_introduced_one_more.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = ["arn:aws:iam::123456789012:root"] }, Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_s3_bucket" "resolved_removed" {
  bucket = "acme-removed"
}

resource "aws_s3_bucket_policy" "removed" {
  bucket = aws_s3_bucket.resolved_removed.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_s3_bucket" "deny_existing_kept" {
  bucket = "acme-kept"
}

resource "aws_s3_bucket_policy" "kept" {
  bucket = aws_s3_bucket.deny_existing_kept.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "s3:GetObject", Resource = "*" }]
  })
}
