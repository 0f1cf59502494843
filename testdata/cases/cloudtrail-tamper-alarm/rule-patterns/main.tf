# Each in an account of its own.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "wildcards"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222201:role/deploy"
  }
}

resource "aws_cloudtrail" "pass_wildcards" {
  provider              = aws.wildcards
  name                  = "main"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}

resource "aws_cloudwatch_event_rule" "wildcards" {
  provider      = aws.wildcards
  name          = "tamper"
  event_pattern = jsonencode({ source = ["aws.cloudtrail"], detail = { eventName = [{ wildcard = "*Trail" }, { wildcard = "*Logging" }, { prefix = "Put" }] } })
}

resource "aws_cloudwatch_event_target" "wildcards" {
  provider = aws.wildcards
  rule     = aws_cloudwatch_event_rule.wildcards.name
  arn      = "arn:aws:lambda:us-east-1:222222222201:function:tell"
}

provider "aws" {
  alias  = "either"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222202:role/deploy"
  }
}

resource "aws_cloudtrail" "pass_either" {
  provider              = aws.either
  name                  = "main"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}

resource "aws_cloudwatch_event_rule" "either" {
  provider      = aws.either
  name          = "tamper"
  event_pattern = jsonencode({ "$or" = [{ source = ["aws.ec2"] }, { source = ["aws.cloudtrail"] }] })
}

resource "aws_cloudwatch_event_target" "either" {
  provider = aws.either
  rule     = aws_cloudwatch_event_rule.either.name
  arn      = "arn:aws:lambda:us-east-1:222222222202:function:tell"
}

provider "aws" {
  alias  = "successful"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222203:role/deploy"
  }
}

resource "aws_cloudtrail" "pass_successful" {
  provider              = aws.successful
  name                  = "main"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}

resource "aws_cloudwatch_event_rule" "successful" {
  provider      = aws.successful
  name          = "tamper"
  event_pattern = jsonencode({ source = ["aws.cloudtrail"], detail = { errorCode = [{ exists = false }] } })
}

resource "aws_cloudwatch_event_target" "successful" {
  provider = aws.successful
  rule     = aws_cloudwatch_event_rule.successful.name
  arn      = "arn:aws:lambda:us-east-1:222222222203:function:tell"
}

provider "aws" {
  alias  = "all_but_reads"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222204:role/deploy"
  }
}

resource "aws_cloudtrail" "pass_all_but_reads" {
  provider              = aws.all_but_reads
  name                  = "main"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}

resource "aws_cloudwatch_event_rule" "all_but_reads" {
  provider      = aws.all_but_reads
  name          = "tamper"
  event_pattern = jsonencode({ source = ["aws.cloudtrail"], detail = { eventName = [{ anything-but = { prefix = ["Get", "List", "Describe", "Lookup"] } }] } })
}

resource "aws_cloudwatch_event_target" "all_but_reads" {
  provider = aws.all_but_reads
  rule     = aws_cloudwatch_event_rule.all_but_reads.name
  arn      = "arn:aws:lambda:us-east-1:222222222204:function:tell"
}

provider "aws" {
  alias  = "all_but_stops"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222205:role/deploy"
  }
}

resource "aws_cloudtrail" "deny_all_but_stops" {
  provider              = aws.all_but_stops
  name                  = "main"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}

resource "aws_cloudwatch_event_rule" "all_but_stops" {
  provider      = aws.all_but_stops
  name          = "tamper"
  event_pattern = jsonencode({ source = ["aws.cloudtrail"], detail = { eventName = [{ anything-but = { prefix = "Stop" } }] } })
}

resource "aws_cloudwatch_event_target" "all_but_stops" {
  provider = aws.all_but_stops
  rule     = aws_cloudwatch_event_rule.all_but_stops.name
  arn      = "arn:aws:lambda:us-east-1:222222222205:function:tell"
}

provider "aws" {
  alias  = "failed"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222206:role/deploy"
  }
}

resource "aws_cloudtrail" "deny_failed" {
  provider              = aws.failed
  name                  = "main"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}

resource "aws_cloudwatch_event_rule" "failed" {
  provider      = aws.failed
  name          = "tamper"
  event_pattern = jsonencode({ source = ["aws.cloudtrail"], detail = { errorCode = [{ exists = true }] } })
}

resource "aws_cloudwatch_event_target" "failed" {
  provider = aws.failed
  rule     = aws_cloudwatch_event_rule.failed.name
  arn      = "arn:aws:lambda:us-east-1:222222222206:function:tell"
}

provider "aws" {
  alias  = "neither"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222207:role/deploy"
  }
}

resource "aws_cloudtrail" "deny_neither" {
  provider              = aws.neither
  name                  = "main"
  s3_bucket_name        = "acme-trails"
  is_multi_region_trail = true
}

resource "aws_cloudwatch_event_rule" "neither" {
  provider      = aws.neither
  name          = "tamper"
  event_pattern = jsonencode({ "$or" = [{ source = ["aws.ec2"] }, { source = ["aws.cloudtrail"], account = ["999999999999"] }] })
}

resource "aws_cloudwatch_event_target" "neither" {
  provider = aws.neither
  rule     = aws_cloudwatch_event_rule.neither.name
  arn      = "arn:aws:lambda:us-east-1:222222222207:function:tell"
}
