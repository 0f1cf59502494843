resource "aws_cloudtrail" "pass_multi_region" {
  name                  = "account"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
}
