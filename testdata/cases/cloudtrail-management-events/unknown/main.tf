resource "terraform_data" "type" {
  input = "All"
}

resource "aws_cloudtrail" "unknown_type" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    read_write_type = terraform_data.type.output
  }
}
