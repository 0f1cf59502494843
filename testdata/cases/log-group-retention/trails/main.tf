resource "aws_cloudwatch_log_group" "deny_trail" {
  name              = "trail"
  retention_in_days = 180
}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "example-trail"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.deny_trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudwatch_log_group" "pass_trail" {
  name              = "trail-long"
  retention_in_days = 365
}

resource "aws_cloudtrail" "long" {
  name                       = "long"
  s3_bucket_name             = "example-trail"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.pass_trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "terraform_data" "days" {
  input = 365
}

resource "aws_cloudwatch_log_group" "unknown_days" {
  name              = "trail-unknown"
  retention_in_days = terraform_data.days.output
}

resource "aws_cloudtrail" "unknown" {
  name                       = "unknown"
  s3_bucket_name             = "example-trail"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.unknown_days.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}
