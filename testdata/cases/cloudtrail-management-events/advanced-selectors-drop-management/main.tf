# Looks as if it only adds data events: advanced selectors replace the default.
resource "aws_cloudtrail" "deny_data_only" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  advanced_event_selector {
    name = "objects"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
  }
}
