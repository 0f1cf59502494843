resource "aws_cloudtrail" "pass_no_selectors" {
  name           = "account"
  s3_bucket_name = "acme-trail"
}
