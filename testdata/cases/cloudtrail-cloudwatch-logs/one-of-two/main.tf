# A group without a role that writes to it gets nothing, and a role alone has nowhere to write.
resource "aws_cloudtrail" "deny_no_role" {
  name                       = "no-role"
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = "arn:aws:logs:us-east-1:123456789012:log-group:trail:*"
}

resource "aws_cloudtrail" "deny_no_group" {
  name                      = "no-group"
  s3_bucket_name            = "acme-trail"
  cloud_watch_logs_role_arn = "arn:aws:iam::123456789012:role/trail"
}
