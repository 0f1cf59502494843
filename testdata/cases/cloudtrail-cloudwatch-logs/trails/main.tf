resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_iam_role" "trail" {
  name = "trail"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "cloudtrail.amazonaws.com" } }]
  })
}

resource "aws_cloudtrail" "deny_bucket_only" {
  name           = "bucket-only"
  s3_bucket_name = "acme-trail"
}

resource "aws_cloudtrail" "pass_log_group" {
  name                       = "account"
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.trail.arn
}

resource "aws_cloudtrail" "pass_of_another_stack" {
  name                       = "literal"
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = "arn:aws:logs:us-east-1:123456789012:log-group:trail:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/trail"
}

resource "terraform_data" "group" {
  input = "arn:aws:logs:us-east-1:123456789012:log-group:trail:*"
}

# An output may be null.
resource "aws_cloudtrail" "unknown_group" {
  name                       = "unknown"
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = terraform_data.group.output
  cloud_watch_logs_role_arn  = aws_iam_role.trail.arn
}
