resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-trails"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_sns_topic" "pass_security" {
  name = "security"
}

resource "aws_sns_topic_subscription" "pass_mail" {
  topic_arn = aws_sns_topic.pass_security.arn
  protocol  = "email"
  endpoint  = "security@example.com"
}

resource "aws_cloudwatch_metric_alarm" "pass_stops" {
  alarm_name          = "StopLogging"
  metric_name         = "StopLogging"
  namespace           = "Trail"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  period              = 300
  alarm_actions       = [aws_sns_topic.pass_security.arn]
}

resource "aws_cloudwatch_log_metric_filter" "pass_deletes" {
  name           = "DeleteTrail"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.eventName = DeleteTrail }"

  metric_transformation {
    name      = "DeleteTrail"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "deny_introduced_slower" {
  alarm_name          = "DeleteTrail"
  metric_name         = "DeleteTrail"
  namespace           = "Trail"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 5
  evaluation_periods  = 1
  period              = 300
  alarm_actions       = [aws_sns_topic.pass_security.arn]
}

resource "aws_cloudwatch_log_metric_filter" "pass_updates" {
  name           = "UpdateTrail"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.eventName = UpdateTrail }"

  metric_transformation {
    name      = "UpdateTrail"
    namespace = "Trail"
    value     = "1"
  }
}

removed {
  from = aws_cloudwatch_metric_alarm.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_cloudwatch_log_metric_filter" "pass_users" {
  name           = "CreateUser"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.eventName = CreateUser }"

  metric_transformation {
    name      = "CreateUser"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "deny_introduced_patient" {
  alarm_name          = "CreateUser"
  metric_name         = "CreateUser"
  namespace           = "Trail"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 3
  period              = 300
  alarm_actions       = [aws_sns_topic.pass_security.arn]
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_log_metric_filter" "pass_roles" {
  name           = "CreateRole"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.eventName = CreateRole }"

  metric_transformation {
    name      = "CreateRole"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "unknown_patient" {
  alarm_name          = "CreateRole"
  metric_name         = "CreateRole"
  namespace           = "Trail"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 2
  period              = 300
  alarm_actions       = [aws_sns_topic.pass_security.arn]
}
