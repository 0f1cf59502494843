resource "aws_s3_bucket" "unknown_whose" {
  bucket = "acme-whose"
}

resource "aws_s3_bucket_policy" "whose" {
  bucket = aws_s3_bucket.unknown_whose.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "terraform_data" "account" {
  input = "999988887777"
}

resource "aws_s3_bucket" "unknown_policy" {
  bucket = "acme-unknown"
}

resource "aws_s3_bucket_policy" "waits" {
  bucket = aws_s3_bucket.unknown_policy.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = terraform_data.account.output }, Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_s3_bucket" "pass_no_policy" {
  bucket = "acme-none"
}
