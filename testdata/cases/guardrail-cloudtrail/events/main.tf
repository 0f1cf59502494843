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

resource "aws_cloudtrail" "deny_introduced_no_objects" {
  name           = "deny-introduced-no-objects"
  s3_bucket_name = "acme-trails"
}

resource "aws_cloudtrail" "deny_introduced_no_functions" {
  provider       = aws.second
  name           = "deny-introduced-no-functions"
  s3_bucket_name = "acme-trails"
}

resource "aws_cloudtrail" "deny_introduced_sources_left_out" {
  provider       = aws.third
  name           = "deny-introduced-sources-left-out"
  s3_bucket_name = "acme-trails"

  event_selector {
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }
}
