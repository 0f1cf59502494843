resource "aws_cloudtrail" "deny_stopped" {
  name           = "account"
  s3_bucket_name = "acme-trail"
  enable_logging = false
}
