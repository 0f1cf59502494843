resource "aws_cloudtrail" "deny_one_bucket" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::acme-reports/"]
    }
  }
}
