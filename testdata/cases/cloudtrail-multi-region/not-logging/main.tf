resource "aws_cloudtrail" "deny_multi_region_but_stopped" {
  name                  = "account"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
  enable_logging        = false
}
