resource "aws_s3_bucket" "deny_introduced_renamed" {
  bucket = "acme-audit"

  # The logs go with the old one, whichever comes first.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudtrail" "account" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.deny_introduced_renamed.bucket
}

resource "aws_s3_bucket" "pass_no_logs" {
  bucket = "acme-files"
}
