provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "deny_rule_of_another_region" {
  name           = "main"
  s3_bucket_name = "acme-trails"
}

resource "aws_cloudwatch_event_rule" "tampering" {
  provider = aws.west

  name = "tampering"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = { eventSource = ["cloudtrail.amazonaws.com"], eventName = ["StopLogging", "DeleteTrail", "UpdateTrail", "CreateTrail", "StartLogging", "PutEventSelectors"] }
  })
}

resource "aws_cloudwatch_event_target" "tampering" {
  provider = aws.west

  rule = aws_cloudwatch_event_rule.tampering.name
  arn  = "arn:aws:sns:us-east-1:111122223333:security"
}
