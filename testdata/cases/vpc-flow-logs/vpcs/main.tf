resource "aws_cloudwatch_log_group" "flow" {
  name              = "/vpc/flow"
  retention_in_days = 365
}

resource "aws_vpc" "deny_no_log" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "deny_accept_only" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_flow_log" "accept" {
  vpc_id          = aws_vpc.deny_accept_only.id
  traffic_type    = "ACCEPT"
  log_destination = aws_cloudwatch_log_group.flow.arn
  iam_role_arn    = "arn:aws:iam::123456789012:role/flow-log"
}

resource "aws_vpc" "pass_all" {
  cidr_block = "10.2.0.0/16"
}

resource "aws_flow_log" "all" {
  vpc_id          = aws_vpc.pass_all.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flow.arn
  iam_role_arn    = "arn:aws:iam::123456789012:role/flow-log"
}

resource "aws_vpc" "pass_reject" {
  cidr_block = "10.3.0.0/16"
}

resource "aws_flow_log" "reject" {
  vpc_id               = aws_vpc.pass_reject.id
  traffic_type         = "REJECT"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}

# One of two logs is enough.
resource "aws_vpc" "pass_accept_and_reject" {
  cidr_block = "10.4.0.0/16"
}

resource "aws_flow_log" "pair" {
  for_each = toset(["ACCEPT", "REJECT"])

  vpc_id               = aws_vpc.pass_accept_and_reject.id
  traffic_type         = each.key
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}
