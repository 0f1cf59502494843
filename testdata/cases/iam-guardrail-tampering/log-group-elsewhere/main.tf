# The flow log writes into a group of another stack.
resource "aws_iam_role" "flow" {
  name               = "flow"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vpc-flow-logs.amazonaws.com" } }] })
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "main" {
  vpc_id          = aws_vpc.main.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow.arn
  log_destination = "arn:aws:logs:us-east-1:123456789012:log-group:flows"
}

resource "aws_iam_role" "deny_of_the_flow_log" {
  name               = "deny-of-the-flow-log"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "flows" {
  role   = aws_iam_role.deny_of_the_flow_log.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:DeleteLogGroup", Resource = "arn:aws:logs:us-east-1:123456789012:log-group:flows:*" }] })
}

resource "aws_iam_role" "pass_another" {
  name               = "pass-another"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "application" {
  role   = aws_iam_role.pass_another.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:DeleteLogGroup", Resource = "arn:aws:logs:us-east-1:123456789012:log-group:application:*" }] })
}
