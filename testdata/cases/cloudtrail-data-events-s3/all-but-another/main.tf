# What a bucket holds that is managed elsewhere is not known here.
resource "aws_s3_bucket" "site" {
  bucket = "acme-site"
}

resource "aws_cloudtrail" "unknown_all_but_another" {
  name           = "account"
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
      field           = "resources.ARN"
      not_starts_with = ["arn:aws:s3:::acme-of-another-stack/"]
    }
  }
}
