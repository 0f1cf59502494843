resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
}

resource "aws_s3_bucket" "site" {
  bucket = "acme-site"
}

resource "aws_cloudtrail" "deny_all_but_customers" {
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
      not_starts_with = ["arn:aws:s3:::acme-site/", "arn:aws:s3:::acme-customers/exports/"]
    }
  }
}
