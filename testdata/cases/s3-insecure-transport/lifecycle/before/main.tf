resource "aws_s3_bucket" "deny_introduced_policy_deleted" {
  bucket = "acme-deleted"
}

resource "aws_s3_bucket_policy" "deleted" {
  bucket = aws_s3_bucket.deny_introduced_policy_deleted.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}

resource "aws_s3_bucket" "deny_existing_plain" {
  bucket = "acme-plain"
}
