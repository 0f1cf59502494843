resource "aws_cloudtrail" "deny_no_selector" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  enable_log_file_validation = true
}
