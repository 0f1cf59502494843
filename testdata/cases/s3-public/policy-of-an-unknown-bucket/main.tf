# A public policy of a bucket that is not known yet: of each bucket here, or of one that is elsewhere.
resource "terraform_data" "bucket" {}

resource "aws_s3_bucket" "unknown_whether_its_own" {
  bucket = "acme-open"
}

resource "aws_s3_bucket_public_access_block" "open" {
  bucket = aws_s3_bucket.unknown_whether_its_own.id
}

resource "aws_s3_bucket" "pass_held" {
  bucket = "acme-held"
}

resource "aws_s3_bucket_policy" "unknown_bucket" {
  bucket = terraform_data.bucket.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  })
}
