resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "deny_introduced_renamed" {
  name                  = "new-name"
  s3_bucket_name        = aws_s3_bucket.trail.bucket
  is_multi_region_trail = true
}

resource "aws_cloudtrail" "pass_renamed_create_first" {
  provider              = aws.ireland
  name                  = "new-ireland"
  s3_bucket_name        = aws_s3_bucket.trail.bucket
  is_multi_region_trail = true

  lifecycle {
    create_before_destroy = true
  }
}

provider "aws" {}

# Another account: the trail of the one does not stand in for the other's.
provider "aws" {
  alias      = "ireland"
  region     = "eu-west-1"
  access_key = "other"
  secret_key = "other"
}
