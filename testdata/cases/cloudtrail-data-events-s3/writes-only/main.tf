resource "aws_cloudtrail" "deny_writes_only" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    read_write_type = "WriteOnly"

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::"]
    }
  }
}
