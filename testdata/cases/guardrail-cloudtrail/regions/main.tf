provider "aws" {
  alias  = "second"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/terraform"
  }
}

provider "aws" {
  alias  = "third"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::333333333333:role/terraform"
  }
}

resource "aws_cloudtrail" "deny_introduced_one_region" {
  name           = "deny-introduced-one-region"
  s3_bucket_name = "acme-trails"
}

resource "aws_cloudtrail" "deny_introduced_no_global" {
  provider                      = aws.second
  name                          = "deny-introduced-no-global"
  s3_bucket_name                = "acme-trails"
  is_multi_region_trail         = true
  include_global_service_events = false
}

resource "aws_cloudtrail" "deny_introduced_account_only" {
  provider              = aws.third
  name                  = "deny-introduced-account-only"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}
