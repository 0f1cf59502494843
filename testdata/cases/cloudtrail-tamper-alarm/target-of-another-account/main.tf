# The target belongs to the rule of that name in its own account.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "workload"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/deploy"
  }
}

provider "aws" {
  alias  = "security"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::333333333333:role/deploy"
  }
}

resource "aws_cloudtrail" "deny_without_target" {
  provider              = aws.workload
  name                  = "main"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}

resource "aws_cloudwatch_event_rule" "workload" {
  provider      = aws.workload
  name          = "tamper"
  event_pattern = jsonencode({ source = ["aws.cloudtrail"] })
}

resource "aws_cloudwatch_event_rule" "security" {
  provider      = aws.security
  name          = "tamper"
  event_pattern = jsonencode({ source = ["aws.cloudtrail"] })
}

resource "aws_cloudwatch_event_target" "security" {
  provider = aws.security
  rule     = "tamper"
  arn      = "arn:aws:lambda:us-east-1:333333333333:function:tell"
}
