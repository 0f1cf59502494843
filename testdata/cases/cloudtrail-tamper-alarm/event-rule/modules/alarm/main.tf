variable "topic" {
  type = string
}

resource "aws_cloudwatch_event_rule" "tamper" {
  name_prefix = "trail-tampering-"

  event_pattern = jsonencode({
    source      = ["aws.cloudtrail"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = { eventSource = ["cloudtrail.amazonaws.com"] }
  })
}

resource "aws_cloudwatch_event_target" "tamper" {
  rule = aws_cloudwatch_event_rule.tamper.name
  arn  = var.topic
}
