resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_iam_role" "logs" {
  name               = "trail-logs"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "cloudtrail.amazonaws.com" } }] })
}

resource "aws_s3_bucket" "logs" {
  bucket = "acme-trail-logs"
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::acme-trail-logs", "arn:aws:s3:::acme-trail-logs/*"], Principal = { Service = "cloudtrail.amazonaws.com" } }] })
}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = aws_s3_bucket.logs.id
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.logs.arn
  depends_on                 = [aws_s3_bucket_policy.logs]
}

resource "aws_sns_topic" "pass_security" {
  name = "security"
}

resource "aws_sns_topic_subscription" "pass_mail" {
  topic_arn = aws_sns_topic.pass_security.arn
  protocol  = "https"
  endpoint  = "https://alerts.example.com"
}

resource "aws_cloudwatch_log_metric_filter" "pass_filter_of_stops" {
  name           = "stops"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) }"

  metric_transformation {
    name      = "stops"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "deny_introduced_alarm_without_actions" {
  alarm_name          = "stops"
  metric_name         = "stops"
  namespace           = "Trail"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_actions       = [aws_sns_topic.pass_security.arn]
  actions_enabled     = true
}

resource "aws_cloudwatch_log_metric_filter" "deny_introduced_filter_matches_less" {
  name           = "policies"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.eventName = PutRolePolicy) || ($.eventName = AttachRolePolicy) }"

  metric_transformation {
    name      = "policies"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "pass_alarm_of_policies" {
  alarm_name          = "policies"
  metric_name         = "policies"
  namespace           = "Trail"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_actions       = [aws_sns_topic.pass_security.arn]
  actions_enabled     = true
}

resource "aws_cloudwatch_log_metric_filter" "pass_filter_of_root" {
  name           = "root"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.userIdentity.type = Root && $.userIdentity.invokedBy NOT EXISTS && $.eventType != AwsServiceEvent }"

  metric_transformation {
    name      = "root"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "deny_introduced_alarm_goes" {
  alarm_name          = "root"
  metric_name         = "root"
  namespace           = "Trail"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_actions       = [aws_sns_topic.pass_security.arn]
  actions_enabled     = true
}

resource "aws_cloudwatch_log_metric_filter" "pass_filter_of_keys" {
  name           = "keys"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"

  metric_transformation {
    name      = "keys"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "pass_alarm_of_keys" {
  alarm_name          = "keys"
  metric_name         = "keys"
  namespace           = "Trail"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_actions       = [aws_sns_topic.pass_security.arn]
  actions_enabled     = true
}
