# The group itself is managed empty, and its rules stand apart.
resource "aws_vpc" "deny_main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "own" {
  vpc_id = aws_vpc.deny_main.id
}

resource "aws_security_group_rule" "deny_into_the_default" {
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8"]
  security_group_id = aws_vpc.deny_main.default_security_group_id
}

resource "aws_vpc_security_group_ingress_rule" "deny_from_the_default" {
  security_group_id            = aws_security_group.own.id
  referenced_security_group_id = aws_vpc.deny_main.default_security_group_id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "pass_of_its_own" {
  security_group_id = aws_security_group.own.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "pass_of_its_own" {
  security_group_id = aws_security_group.own.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}

resource "terraform_data" "group" {
  input = "sg-0a1b2c3d4e5f60718"
}

resource "aws_vpc_security_group_egress_rule" "unknown_which" {
  security_group_id = terraform_data.group.output
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}
