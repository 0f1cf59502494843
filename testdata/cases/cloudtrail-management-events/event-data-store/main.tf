resource "aws_cloudtrail_event_data_store" "pass_lake" {
  name = "lake"
}

resource "aws_cloudtrail" "objects" {
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
