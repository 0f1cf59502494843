# Only the policy of a key tells the account of this stack.
resource "aws_kms_key" "reports" {
  enable_key_rotation = true
}

resource "aws_kms_key_policy" "reports" {
  key_id = aws_kms_key.reports.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_s3_bucket" "deny_other" {
  bucket = "acme-reports-for-others"
}

resource "aws_s3_bucket_policy" "other" {
  bucket = aws_s3_bucket.deny_other.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_s3_bucket" "pass_own" {
  bucket = "acme-reports"
}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.pass_own.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "s3:GetObject", Resource = "*" }]
  })
}
