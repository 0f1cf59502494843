resource "aws_vpc" "pass_every_subnet" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "covered" {
  count = 2

  vpc_id     = aws_vpc.pass_every_subnet.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
}

resource "aws_flow_log" "covered" {
  count = 2

  subnet_id            = aws_subnet.covered[count.index].id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}

resource "aws_vpc" "deny_one_subnet_missing" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "half" {
  for_each = { public = 0, private = 1 }

  vpc_id     = aws_vpc.deny_one_subnet_missing.id
  cidr_block = cidrsubnet("10.1.0.0/16", 8, each.value)
}

resource "aws_flow_log" "half" {
  subnet_id            = aws_subnet.half["public"].id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}

resource "aws_vpc" "deny_one_subnet_accept_only" {
  cidr_block = "10.2.0.0/16"
}

resource "aws_subnet" "accept" {
  vpc_id     = aws_vpc.deny_one_subnet_accept_only.id
  cidr_block = "10.2.0.0/24"
}

resource "aws_flow_log" "accept" {
  subnet_id            = aws_subnet.accept.id
  traffic_type         = "ACCEPT"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}

# A single interface is not the network.
resource "aws_vpc" "deny_interface_only" {
  cidr_block = "10.3.0.0/16"
}

resource "aws_subnet" "interface" {
  vpc_id     = aws_vpc.deny_interface_only.id
  cidr_block = "10.3.0.0/24"
}

resource "aws_network_interface" "this" {
  subnet_id = aws_subnet.interface.id
}

resource "aws_flow_log" "interface" {
  eni_id               = aws_network_interface.this.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-flow-logs"
}
