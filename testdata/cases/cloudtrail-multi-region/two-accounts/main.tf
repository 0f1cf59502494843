provider "aws" {
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

provider "aws" {
  alias  = "sandbox"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

resource "aws_cloudtrail" "pass_multi_region" {
  name                  = "account"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
}

# The trail of another account does not see this one.
resource "aws_cloudtrail" "deny_other_account" {
  provider = aws.sandbox

  name           = "sandbox"
  s3_bucket_name = "acme-trail-sandbox"
}
