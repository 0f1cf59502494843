# Without the slash, the ARN of one bucket begins that of another; whether it has one stands in the HCL alone.
resource "aws_s3_bucket" "short" {
  bucket = "acme"
}

resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
}

resource "aws_cloudtrail" "unknown_namesake" {
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
      not_starts_with = [aws_s3_bucket.short.arn]
    }
  }
}
