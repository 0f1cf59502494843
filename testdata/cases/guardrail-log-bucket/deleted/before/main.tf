resource "aws_s3_bucket" "deny_introduced_deleted" {
  bucket = "acme-deny-introduced-deleted"
}

resource "aws_cloudtrail" "account" {
  name           = "account"
  s3_bucket_name = "acme-deny-introduced-deleted"
  depends_on     = [aws_s3_bucket.deny_introduced_deleted]
}


