resource "aws_cloudtrail" "account" {
  name           = "deny_introduced_deleted"
  s3_bucket_name = "acme-elsewhere"
}
