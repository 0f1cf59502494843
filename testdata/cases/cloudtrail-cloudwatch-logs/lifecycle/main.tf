resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

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

resource "aws_cloudtrail" "deny_introduced_detached" {
  name           = "detached"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}

resource "aws_cloudtrail" "resolved_attached" {
  name           = "attached"
  s3_bucket_name = aws_s3_bucket.trail.bucket

  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.trail.arn
}

resource "aws_cloudtrail" "deny_existing_never" {
  name           = "never"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}
