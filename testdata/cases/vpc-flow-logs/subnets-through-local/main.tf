# Which VPC the subnets are in can't be told, but no subnet of the plan has a flow log.
resource "aws_vpc" "deny_no_log" {
  cidr_block = "10.0.0.0/16"
}

locals {
  vpc_id = aws_vpc.deny_no_log.id
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = local.vpc_id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
}
