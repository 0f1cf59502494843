# Half of the world each: whether both are of one group is not known yet.
variable "first" {
  type    = bool
  default = true
}

resource "aws_security_group" "pass_first" {
  name   = "first"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_security_group" "pass_second" {
  name   = "second"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_vpc_security_group_ingress_rule" "unknown_piece" {
  security_group_id = aws_security_group.pass_first.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "52.0.0.0/9"
}

resource "aws_vpc_security_group_ingress_rule" "upper_piece" {
  security_group_id = var.first ? aws_security_group.pass_first.id : aws_security_group.pass_second.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "52.128.0.0/9"
}
