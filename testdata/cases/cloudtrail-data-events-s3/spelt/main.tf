# Whether these name all of a bucket stands in the HCL alone.
resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
}

resource "aws_cloudtrail" "unknown_advanced" {
  name           = "advanced"
  s3_bucket_name = "acme-trail"

  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = ["${aws_s3_bucket.customers.arn}/"]
    }
  }
}
