# Strict asks a year of these groups, too, which is as long.
resource "aws_cloudwatch_log_group" "pass_year" {
  name              = "flow-year"
  retention_in_days = 365
}

resource "aws_flow_log" "year" {
  vpc_id          = "vpc-0a1b2c3d4e5f60718"
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.pass_year.arn
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow"
}

# By its name, as provider 2 had it.
resource "aws_cloudwatch_log_group" "deny_by_name" {
  name              = "flow-by-name"
  retention_in_days = 60
}

resource "aws_flow_log" "by_name" {
  vpc_id          = "vpc-0a1b2c3d4e5f60719"
  traffic_type    = "ALL"
  log_destination = "arn:aws:logs:us-east-1:111122223333:log-group:flow-by-name"
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow"
}

resource "terraform_data" "days" {
  input = 365
}

resource "aws_cloudwatch_log_group" "unknown_days" {
  name              = "flow-unknown"
  retention_in_days = terraform_data.days.output
}

resource "aws_flow_log" "days" {
  vpc_id          = "vpc-0a1b2c3d4e5f60720"
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.unknown_days.arn
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow"
}
