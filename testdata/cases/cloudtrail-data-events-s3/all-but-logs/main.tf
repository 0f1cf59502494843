# What writes logs would be logged for each log: the buckets that hold them are left out, and all others are in.
resource "aws_s3_bucket" "logs" {
  bucket = "acme-trail"
}

resource "aws_s3_bucket" "access" {
  bucket = "acme-access"
}

resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
}

resource "aws_cloudtrail" "pass_all_but_logs" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.logs.id

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
      not_starts_with = ["${aws_s3_bucket.logs.arn}/", "${aws_s3_bucket.access.arn}/"]
    }
  }
}
