# A prefix is not all of a bucket, which the HCL alone says.
resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
}

resource "aws_cloudtrail" "unknown_prefix" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.customers.arn}/public/"]
    }
  }
}
