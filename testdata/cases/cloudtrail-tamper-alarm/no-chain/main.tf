resource "aws_cloudtrail" "deny_bucket_only" {
  name           = "account"
  s3_bucket_name = "acme-trail"
}
