resource "aws_cloudwatch_log_group" "deny_introduced_shortened" {
  name = "orders"
}

resource "aws_cloudwatch_log_group" "deny_existing_short" {
  name              = "reports"
  retention_in_days = 7
}

resource "aws_cloudwatch_log_group" "resolved_longer" {
  name              = "payments"
  retention_in_days = 30
}
