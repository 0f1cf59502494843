resource "terraform_data" "logging" {
  input = true
}

resource "aws_cloudtrail" "unknown_logging" {
  name                  = "account"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
  enable_logging        = terraform_data.logging.output
}
