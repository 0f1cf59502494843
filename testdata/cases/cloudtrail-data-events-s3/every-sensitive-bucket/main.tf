resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
}

resource "aws_s3_bucket" "site" {
  bucket = "acme-site"
}

resource "aws_cloudtrail" "pass_sensitive" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::acme-customers/"]
    }
  }
}
