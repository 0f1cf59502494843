resource "aws_cloudtrail" "deny_without_kms" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }
}
