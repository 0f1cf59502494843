variable "blue" {
  type    = bool
  default = true
}

resource "aws_vpc" "unknown_blue" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "unknown_green" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_flow_log" "this" {
  vpc_id               = var.blue ? aws_vpc.unknown_blue.id : aws_vpc.unknown_green.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}
