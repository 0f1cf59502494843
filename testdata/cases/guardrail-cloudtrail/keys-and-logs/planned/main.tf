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

resource "aws_kms_key" "disabled" {
  is_enabled          = true
  enable_key_rotation = true
}

resource "aws_cloudtrail" "deny_introduced_key_disabled" {
  name           = "deny-introduced-key-disabled"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.disabled.arn
}

resource "aws_cloudtrail" "deny_introduced_no_key" {
  provider       = aws.second
  name           = "deny-introduced-no-key"
  s3_bucket_name = "acme-trails"
  kms_key_id     = "arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_cloudtrail" "deny_introduced_no_group" {
  provider                   = aws.third
  name                       = "deny-introduced-no-group"
  s3_bucket_name             = "acme-trails"
  cloud_watch_logs_group_arn = "arn:aws:logs:us-east-1:111122223333:log-group:trail:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}
