resource "aws_cloudwatch_log_group" "deny_flow" {
  name              = "flow"
  retention_in_days = 30
}

resource "aws_flow_log" "main" {
  vpc_id          = "vpc-0a1b2c3d4e5f60718"
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.deny_flow.arn
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow"
}
