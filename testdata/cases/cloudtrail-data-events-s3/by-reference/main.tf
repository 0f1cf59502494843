resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
}

# The plan shows that the bucket is meant, not whether all of it.
resource "aws_cloudtrail" "unknown_by_reference" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.customers.arn}/"]
    }
  }
}
