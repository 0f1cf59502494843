resource "terraform_data" "everywhere" {
  input = true
}

resource "aws_cloudtrail" "unknown_multi_region" {
  name                  = "account"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = terraform_data.everywhere.output
}
