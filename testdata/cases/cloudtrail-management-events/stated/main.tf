# The trail of all regions is another stack's, as the configuration states: of the organisation, for one.
resource "aws_cloudtrail" "pass_objects_only" {
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
