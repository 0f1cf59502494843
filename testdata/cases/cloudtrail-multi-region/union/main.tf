# One trail that sees every region is enough; the others have their own purposes.
resource "aws_cloudtrail" "pass_multi_region" {
  name                  = "account"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
}

resource "aws_cloudtrail" "data_events" {
  name           = "orders-data-events"
  s3_bucket_name = "acme-trail"
}

resource "terraform_data" "everywhere" {
  input = true
}

resource "aws_cloudtrail" "maybe" {
  name                  = "maybe"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = terraform_data.everywhere.output
}
