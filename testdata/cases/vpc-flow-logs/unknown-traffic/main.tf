resource "terraform_data" "traffic" {
  input = "ALL"
}

resource "aws_vpc" "unknown_traffic" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "this" {
  vpc_id               = aws_vpc.unknown_traffic.id
  traffic_type         = terraform_data.traffic.output
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}
