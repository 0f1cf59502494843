# What somebody hears by: trail, log group, filter, alarm, topic and subscription, and a rule of EventBridge.
resource "aws_s3_bucket" "logs" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = aws_s3_bucket.logs.bucket
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/trail"
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudwatch_log_metric_filter" "trail" {
  name           = "trail"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) }"

  metric_transformation {
    name      = "TrailChanges"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "trail" {
  alarm_name          = "trail-changes"
  namespace           = "Audit"
  metric_name         = "TrailChanges"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  alarm_actions       = [aws_sns_topic.security.arn]
}

resource "aws_sns_topic" "security" {
  name = "security"
}

resource "aws_sns_topic_subscription" "security" {
  topic_arn = aws_sns_topic.security.arn
  protocol  = "email"
  endpoint  = "security@example.com"
}

resource "aws_cloudwatch_event_rule" "trail" {
  name = "trail-ends"
  event_pattern = jsonencode({
    source      = ["aws.cloudtrail"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = { eventSource = ["cloudtrail.amazonaws.com"], eventName = ["StopLogging", "DeleteTrail", "UpdateTrail"] }
  })
}

resource "aws_cloudwatch_event_target" "trail" {
  rule = aws_cloudwatch_event_rule.trail.name
  arn  = "arn:aws:sqs:us-east-1:123456789012:security"
}

resource "aws_s3_account_public_access_block" "main" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "configuration" {
  bucket = "acme-config"
}

resource "aws_config_delivery_channel" "main" {
  s3_bucket_name = aws_s3_bucket.configuration.bucket
}

# Nobody is told by these.
resource "aws_cloudwatch_metric_alarm" "load" {
  alarm_name          = "load"
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  evaluation_periods  = 2
  period              = 300
  statistic           = "Average"
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
}

resource "aws_cloudwatch_log_group" "app" {
  name = "app"
}

resource "aws_s3_bucket" "app" {
  bucket = "acme-app"
}

data "aws_caller_identity" "me" {
}

resource "terraform_data" "alarm" {
  input = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:trail-changes"
}

locals {
  alarms = "arn:aws:cloudwatch:*:123456789012:alarm"
  rights = {
    deny_alarm         = { actions = ["cloudwatch:DeleteAlarms"], resource = "${local.alarms}:trail-changes" }
    deny_alarm_silent  = { actions = ["cloudwatch:Disable*"], resource = "*" }
    pass_other_alarm   = { actions = ["cloudwatch:DeleteAlarms"], resource = "${local.alarms}:load" }
    pass_whole_service = { actions = ["cloudwatch:*"], resource = "*" }
    deny_rule_deleted  = { actions = ["events:DeleteRule"], resource = "arn:aws:events:*:*:rule/trail-*" }
    deny_unsubscribe   = { actions = ["sns:Unsubscribe"], resource = "*" }
    pass_subscribe     = { actions = ["sns:Subscribe"], resource = "*" }
    deny_account       = { actions = ["s3:PutAccountPublicAccessBlock"], resource = "*" }
    pass_own_bucket    = { actions = ["s3:PutAccountPublicAccessBlock"], resource = "arn:aws:s3:::acme-app" }
    deny_config_bucket = { actions = ["s3:DeleteBucketPolicy"], resource = "arn:aws:s3:::acme-config" }
    pass_app_bucket    = { actions = ["s3:DeleteBucketPolicy"], resource = "arn:aws:s3:::acme-app" }
  }
}

resource "aws_iam_role" "each" {
  for_each = toset(concat(keys(local.rights), ["unknown_which_alarm", "deny_rule", "pass_other_rule", "deny_log_group", "deny_group_streams", "pass_app_group"]))
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "each" {
  for_each = local.rights

  statement {
    actions   = each.value.actions
    resources = [each.value.resource]
  }
}

resource "aws_iam_role_policy" "each" {
  for_each = { for name, _ in local.rights : "of_${name}" => name }
  role     = aws_iam_role.each[each.value].name
  policy   = data.aws_iam_policy_document.each[each.value].json
}

data "aws_iam_policy_document" "which_alarm" {
  statement {
    actions   = ["cloudwatch:DeleteAlarms"]
    resources = [terraform_data.alarm.output]
  }
}

resource "aws_iam_role_policy" "which_alarm" {
  role   = aws_iam_role.each["unknown_which_alarm"].name
  policy = data.aws_iam_policy_document.which_alarm.json
}

data "aws_iam_policy_document" "rule" {
  statement {
    actions   = ["events:DisableRule"]
    resources = [aws_cloudwatch_event_rule.trail.arn]
  }
}

resource "aws_iam_role_policy" "rule" {
  role   = aws_iam_role.each["deny_rule"].name
  policy = data.aws_iam_policy_document.rule.json
}

data "aws_iam_policy_document" "other_rule" {
  statement {
    actions   = ["events:D*"]
    resources = [aws_cloudwatch_event_rule.nightly.arn]
  }
}

resource "aws_iam_role_policy" "other_rule" {
  role   = aws_iam_role.each["pass_other_rule"].name
  policy = data.aws_iam_policy_document.other_rule.json
}

data "aws_iam_policy_document" "log_group" {
  statement {
    actions   = ["logs:DeleteLogGroup"]
    resources = [aws_cloudwatch_log_group.trail.arn]
  }
}

resource "aws_iam_role_policy" "log_group" {
  role   = aws_iam_role.each["deny_log_group"].name
  policy = data.aws_iam_policy_document.log_group.json
}

data "aws_iam_policy_document" "group_streams" {
  statement {
    actions   = ["logs:DeleteLogGroup"]
    resources = ["${aws_cloudwatch_log_group.trail.arn}:*"]
  }
}

resource "aws_iam_role_policy" "group_streams" {
  role   = aws_iam_role.each["deny_group_streams"].name
  policy = data.aws_iam_policy_document.group_streams.json
}

data "aws_iam_policy_document" "app_group" {
  statement {
    actions   = ["logs:DeleteLogGroup"]
    resources = [aws_cloudwatch_log_group.app.arn]
  }
}

resource "aws_iam_role_policy" "app_group" {
  role   = aws_iam_role.each["pass_app_group"].name
  policy = data.aws_iam_policy_document.app_group.json
}
