resource "aws_cloudtrail" "deny_omitted" {
  name           = "account"
  s3_bucket_name = "acme-trail"
}
