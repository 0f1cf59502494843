resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "deny_rule_for_one_user" {
  name           = "main"
  s3_bucket_name = "acme-trails"
}

resource "aws_cloudwatch_event_rule" "tampering" {
  name = "tampering"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = { eventSource = ["cloudtrail.amazonaws.com"], eventName = ["StopLogging", "DeleteTrail", "UpdateTrail"], userIdentity = { userName = ["alice"] } }
  })
}

resource "aws_cloudwatch_event_target" "tampering" {
  rule = aws_cloudwatch_event_rule.tampering.name
  arn  = "arn:aws:sns:us-east-1:111122223333:security"
}
