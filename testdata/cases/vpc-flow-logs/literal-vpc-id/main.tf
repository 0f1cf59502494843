resource "aws_vpc" "deny_new" {
  cidr_block = "10.0.0.0/16"
}

# An id that is already known is not the id of a network yet to be made.
resource "aws_flow_log" "other_vpc" {
  vpc_id               = "vpc-0a1b2c3d4e5f60718"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}
