resource "aws_cloudtrail" "deny_objects_only" {
  name           = "objects"
  s3_bucket_name = "acme-trail"

  event_selector {
    include_management_events = false

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }
}
