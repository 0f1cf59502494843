resource "terraform_data" "bucket" {}

resource "aws_s3_bucket" "unknown_whether_its_own" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_policy" "tls" {
  bucket = terraform_data.bucket.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
