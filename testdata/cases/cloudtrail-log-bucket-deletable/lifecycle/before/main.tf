resource "aws_s3_bucket" "deny_introduced_unprotected" {
  bucket = "acme-unprotected"
}

resource "aws_s3_bucket" "resolved_protected" {
  bucket = "acme-protected"
}

resource "aws_s3_bucket_policy" "denies" {
  bucket = aws_s3_bucket.deny_introduced_unprotected.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = ["s3:Delete*", "s3:PutLifecycle*", "s3:PutBucketVersioning"], Resource = "*" }]
  })
}

resource "aws_cloudtrail" "unprotected" {
  name           = "unprotected"
  s3_bucket_name = aws_s3_bucket.deny_introduced_unprotected.id
}

resource "aws_cloudtrail" "protected" {
  name           = "protected"
  s3_bucket_name = aws_s3_bucket.resolved_protected.id
}
