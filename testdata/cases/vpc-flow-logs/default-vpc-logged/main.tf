resource "aws_default_vpc" "pass_logged" {}

resource "aws_flow_log" "this" {
  vpc_id               = aws_default_vpc.pass_logged.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}
