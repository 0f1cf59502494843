# Each link of the way from an alarm to whoever hears it, but the alarm.
resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-trails"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudwatch_log_metric_filter" "pass_composed" {
  name           = "composed"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.eventName = StopLogging }"

  metric_transformation {
    name      = "composed"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "pass_composed" {
  alarm_name          = "composed"
  metric_name         = "composed"
  namespace           = "Trail"
  statistic           = "Sum"
  period              = 300
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
}

resource "aws_sns_topic" "pass_composed" {
  name = "composed"
}

resource "aws_cloudwatch_log_metric_filter" "pass_filtered" {
  name           = "filtered"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.eventName = DeleteTrail }"

  metric_transformation {
    name      = "filtered"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "pass_filtered" {
  alarm_name          = "filtered"
  metric_name         = "filtered"
  namespace           = "Trail"
  statistic           = "Sum"
  period              = 300
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  alarm_actions       = [aws_sns_topic.pass_filtered.arn]
}

resource "aws_sns_topic" "pass_filtered" {
  name = "filtered"
}

resource "aws_cloudwatch_log_metric_filter" "pass_shut" {
  name           = "shut"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.eventName = UpdateTrail }"

  metric_transformation {
    name      = "shut"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "pass_shut" {
  alarm_name          = "shut"
  metric_name         = "shut"
  namespace           = "Trail"
  statistic           = "Sum"
  period              = 300
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  alarm_actions       = [aws_sns_topic.pass_shut.arn]
}

resource "aws_sns_topic" "pass_shut" {
  name = "shut"
}

resource "aws_cloudwatch_composite_alarm" "deny_introduced_off" {
  alarm_name      = "security"
  alarm_rule      = "ALARM(\"composed\")"
  alarm_actions   = [aws_sns_topic.pass_composed.arn]
  actions_enabled = false
}

resource "aws_sns_topic_subscription" "pass_composed" {
  topic_arn = aws_sns_topic.pass_composed.arn
  protocol  = "https"
  endpoint  = "https://alerts.example.com"
}

resource "aws_sns_topic_subscription" "deny_introduced_filtered" {
  topic_arn     = aws_sns_topic.pass_filtered.arn
  protocol      = "https"
  endpoint      = "https://alerts.example.com"
  filter_policy = jsonencode({ severity = ["high"] })
}

resource "aws_sns_topic_subscription" "pass_shut" {
  topic_arn = aws_sns_topic.pass_shut.arn
  protocol  = "https"
  endpoint  = "https://alerts.example.com"
}

resource "aws_sns_topic_policy" "deny_introduced_shut" {
  arn = aws_sns_topic.pass_shut.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "budgets.amazonaws.com" }, Action = "sns:Publish", Resource = aws_sns_topic.pass_shut.arn }]
  })
}
