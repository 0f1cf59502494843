resource "aws_cloudtrail" "deny_no_global_events" {
  name                          = "account"
  s3_bucket_name                = "acme-trail"
  is_multi_region_trail         = true
  include_global_service_events = false
}
