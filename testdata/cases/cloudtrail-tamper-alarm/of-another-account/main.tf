# The names are the same in every account; an alarm sees the metrics of its own.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "workload"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/deploy"
  }
}

provider "aws" {
  alias  = "security"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::333333333333:role/deploy"
  }
}

provider "aws" {
  alias  = "sandbox"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::444444444444:role/deploy"
  }
}

resource "aws_cloudwatch_log_group" "trail" {
  provider = aws.workload
  name     = "trail"
}

resource "aws_cloudtrail" "deny_alarm_of_another" {
  provider                   = aws.workload
  name                       = "main"
  s3_bucket_name             = "acme-trails"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudwatch_log_metric_filter" "workload" {
  provider       = aws.workload
  name           = "tamper"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.eventSource = cloudtrail.amazonaws.com }"

  metric_transformation {
    name      = "Tamper"
    namespace = "Trail"
    value     = "1"
  }
}

# The same chain, whole: its alarm is not the other one's.
resource "aws_cloudwatch_log_group" "security" {
  provider = aws.security
  name     = "trail"
}

resource "aws_cloudtrail" "pass_own" {
  provider                   = aws.security
  name                       = "main"
  s3_bucket_name             = "acme-trails"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.security.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudwatch_log_metric_filter" "security" {
  provider       = aws.security
  name           = "tamper"
  log_group_name = aws_cloudwatch_log_group.security.name
  pattern        = "{ $.eventSource = cloudtrail.amazonaws.com }"

  metric_transformation {
    name      = "Tamper"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "security" {
  provider            = aws.security
  alarm_name          = "tamper"
  metric_name         = "Tamper"
  namespace           = "Trail"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  period              = 300
  alarm_actions       = ["arn:aws:sns:us-east-1:333333333333:security"]
}

# Its log group is not in the plan, and the filter above reads another one of that name.
resource "aws_cloudtrail" "deny_group_of_another" {
  provider                   = aws.sandbox
  name                       = "main"
  s3_bucket_name             = "acme-trails"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "arn:aws:logs:us-east-1:444444444444:log-group:trail:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}
