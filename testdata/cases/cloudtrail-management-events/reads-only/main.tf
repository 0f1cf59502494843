resource "aws_cloudtrail" "deny_reads_only" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    read_write_type = "ReadOnly"
  }
}
