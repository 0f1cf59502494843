# Terraform lets go of what keeps logs from being deleted.
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = aws_s3_bucket.logs.id
}

removed {
  from = aws_s3_bucket_policy.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}
