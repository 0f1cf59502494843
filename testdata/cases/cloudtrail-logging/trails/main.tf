resource "aws_cloudtrail" "deny_logging_off" {
  name           = "paused"
  s3_bucket_name = "acme-trail"
  enable_logging = false
}

resource "aws_cloudtrail" "pass_omitted" {
  name           = "default"
  s3_bucket_name = "acme-trail"
}

resource "aws_cloudtrail" "pass_logging" {
  name           = "running"
  s3_bucket_name = "acme-trail"
  enable_logging = true
}

resource "terraform_data" "logging" {
  input = true
}

resource "aws_cloudtrail" "unknown_logging" {
  name           = "maybe"
  s3_bucket_name = "acme-trail"
  enable_logging = terraform_data.logging.output
}
