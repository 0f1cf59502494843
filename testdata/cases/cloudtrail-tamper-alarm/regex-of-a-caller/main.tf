# Whoever takes that role is not heard.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html
resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "deny_caller" {
  name                       = "account"
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/trail"
}

resource "aws_cloudwatch_log_metric_filter" "tamper" {
  name           = "trail-tampering"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.eventName = %Trail|Logging|Selectors%) && ($.userIdentity.arn != %role.admin%) }"

  metric_transformation {
    name      = "TrailTampering"
    namespace = "Security"
    value     = "1"
  }
}

resource "aws_sns_topic" "security" {
  name = "security"
}

resource "aws_sns_topic_subscription" "security" {
  topic_arn = aws_sns_topic.security.arn
  protocol  = "email"
  endpoint  = "security@example.com"
}

resource "aws_cloudwatch_metric_alarm" "tamper" {
  alarm_name          = "trail-tampering"
  metric_name         = aws_cloudwatch_log_metric_filter.tamper.metric_transformation[0].name
  namespace           = "Security"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  alarm_actions       = [aws_sns_topic.security.arn]
}
