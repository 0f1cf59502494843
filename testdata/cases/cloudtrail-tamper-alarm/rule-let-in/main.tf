resource "aws_cloudtrail" "pass_let_in" {
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

data "aws_iam_policy_document" "topic" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.security.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
  }
}

resource "aws_sns_topic_policy" "security" {
  arn    = aws_sns_topic.security.arn
  policy = data.aws_iam_policy_document.topic.json
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.security.arn
  protocol  = "email"
  endpoint  = "security@example.com"
}
