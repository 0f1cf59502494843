# The strict profile asks a year of every group.
resource "aws_cloudwatch_log_group" "deny_short" {
  name              = "/app/orders"
  retention_in_days = 14
}

resource "aws_cloudwatch_log_group" "pass_omitted" {
  name = "/app/invoices"
}

resource "aws_cloudwatch_log_group" "pass_never_expires" {
  name              = "/app/reports"
  retention_in_days = 0
}

resource "aws_cloudwatch_log_group" "this" {
  for_each          = { deny_week = 7, pass_two_years = 731 }
  name              = "/app/${each.key}"
  retention_in_days = each.value
}
