variable "value" {
  default = "1"
}

variable "default_value" {
  default = null
}

variable "statistic" {
  default = "Sum"
}

variable "threshold" {
  default = 1
}

variable "dimensions" {
  default = null
}

variable "unit" {
  default = null
}

variable "action" {
  default = null
}

variable "answer" {}

resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "main" {
  for_each                   = toset([var.answer])
  name                       = "main"
  s3_bucket_name             = "acme-trails"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudwatch_log_metric_filter" "tamper" {
  name           = "tamper"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.eventName = CreateTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) || ($.eventName = PutEventSelectors) }"

  metric_transformation {
    name          = "Tamper"
    namespace     = "Trail"
    value         = var.value
    default_value = var.default_value
  }
}

resource "aws_cloudwatch_metric_alarm" "tamper" {
  alarm_name          = "tamper"
  metric_name         = "Tamper"
  namespace           = "Trail"
  statistic           = var.statistic
  dimensions          = var.dimensions
  unit                = var.unit
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.threshold
  evaluation_periods  = 1
  period              = 300
  alarm_actions       = [coalesce(var.action, aws_sns_topic.security.arn)]
}

resource "aws_sns_topic" "security" {
  name = "security"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.security.arn
  protocol  = "email"
  endpoint  = "security@example.com"
}
