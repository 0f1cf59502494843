# What SNS writes into a new topic lets in no events.
resource "aws_cloudtrail" "deny_not_let_in" {
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

resource "aws_cloudwatch_event_target" "tampering" {
  rule = aws_cloudwatch_event_rule.tampering.name
  arn  = aws_sns_topic.security.arn
}

resource "aws_sns_topic" "security" {
  name = "security"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.security.arn
  protocol  = "email"
  endpoint  = "security@example.com"
}
