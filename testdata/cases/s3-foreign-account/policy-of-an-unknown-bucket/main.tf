data "aws_caller_identity" "me" {}

resource "terraform_data" "bucket" {}

resource "aws_s3_bucket" "unknown_whether_its_own" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_policy" "unknown_bucket" {
  bucket = terraform_data.bucket.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_s3_bucket_policy" "pass_own_account" {
  bucket = "acme-elsewhere"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = data.aws_caller_identity.me.account_id }, Action = "s3:GetObject", Resource = "*" }]
  })
}
