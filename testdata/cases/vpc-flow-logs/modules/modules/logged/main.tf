variable "cidr_block" {
  type = string
}

resource "aws_vpc" "pass_logged_inside" {
  cidr_block = var.cidr_block
}

module "flow_log" {
  source = "../flow-log"
  vpc_id = aws_vpc.pass_logged_inside.id
}
