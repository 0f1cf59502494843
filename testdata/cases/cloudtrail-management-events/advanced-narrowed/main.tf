resource "aws_cloudtrail" "deny_without_kms_and_rds" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }

    field_selector {
      field      = "eventSource"
      not_equals = ["kms.amazonaws.com", "rdsdata.amazonaws.com"]
    }
  }
}
