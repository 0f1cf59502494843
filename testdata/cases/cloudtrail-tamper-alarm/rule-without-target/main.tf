resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "deny_rule_without_target" {
  name           = "main"
  s3_bucket_name = "acme-trails"
}

resource "aws_cloudwatch_event_rule" "tampering" {
  name = "tampering"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = { eventSource = ["cloudtrail.amazonaws.com"], eventName = ["StopLogging", "DeleteTrail", "UpdateTrail", "CreateTrail", "StartLogging", "PutEventSelectors"] }
  })
}
