# No message of an alarm has such a field.
resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "deny_unheard" {
  name                       = "main"
  s3_bucket_name             = "acme-trails"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudwatch_log_metric_filter" "tampering" {
  name           = "tampering"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) || ($.eventName = CreateTrail) || ($.eventName = StartLogging) || ($.eventName = PutEventSelectors) }"

  metric_transformation {
    name      = "Tampering"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "tampering" {
  alarm_name          = "tampering"
  metric_name         = "Tampering"
  namespace           = "Trail"
  statistic           = "Sum"
  period              = 300
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  alarm_actions       = [aws_sns_topic.security.arn]
}

resource "aws_sns_topic" "security" {
  name = "security"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn           = aws_sns_topic.security.arn
  protocol            = "email"
  endpoint            = "security@example.com"
  filter_policy_scope = "MessageBody"
  filter_policy       = jsonencode({ severity = ["high"] })
}
