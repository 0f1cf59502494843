resource "aws_cloudtrail" "deny_omitted" {
  name           = "default"
  s3_bucket_name = "acme-trail"
}

resource "aws_cloudtrail" "deny_off" {
  name                       = "plain"
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = false
}

resource "aws_cloudtrail" "pass_on" {
  name                       = "validated"
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = true
}

resource "terraform_data" "validation" {
  input = true
}

resource "aws_cloudtrail" "unknown_validation" {
  name                       = "maybe"
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = terraform_data.validation.output
}

# The store keeps its events itself: there are no files to validate.
resource "aws_cloudtrail_event_data_store" "lake" {
  name = "lake"
}
