resource "aws_vpc" "unknown_log_through_local" {
  cidr_block = "10.0.0.0/16"
}

locals {
  vpc_id = aws_vpc.unknown_log_through_local.id
}

resource "aws_flow_log" "this" {
  vpc_id               = local.vpc_id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}
