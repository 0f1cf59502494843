resource "aws_vpc" "this" {
  for_each = { production = "10.0.0.0/16", deny_sandbox = "10.1.0.0/16" }

  cidr_block = each.value
}

resource "aws_flow_log" "this" {
  for_each = toset(["production"])

  vpc_id               = aws_vpc.this[each.key].id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}

resource "aws_vpc" "pass_chained" {
  for_each = { eu = "10.2.0.0/16", us = "10.3.0.0/16" }

  cidr_block = each.value
}

resource "aws_flow_log" "chained" {
  for_each = aws_vpc.pass_chained

  vpc_id               = each.value.id
  traffic_type         = "REJECT"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}
