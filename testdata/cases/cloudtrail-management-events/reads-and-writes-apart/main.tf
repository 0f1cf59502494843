resource "aws_cloudtrail" "pass_two_selectors" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    read_write_type = "ReadOnly"
  }

  event_selector {
    read_write_type = "WriteOnly"
  }
}
