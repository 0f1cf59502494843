resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "deny_tcp_by_number" {
  security_group_id = aws_security_group.main.id
  type              = "ingress"
  protocol          = "6"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "pass_udp_by_number" {
  security_group_id = aws_security_group.main.id
  type              = "ingress"
  protocol          = "17"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "deny_all" {
  security_group_id = aws_security_group.main.id
  type              = "ingress"
  protocol          = "all"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "deny_ipv6" {
  security_group_id = aws_security_group.main.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 3389
  to_port           = 3389
  ipv6_cidr_blocks  = ["::/0"]
}

resource "aws_security_group_rule" "deny_ipv6_in_halves" {
  security_group_id = aws_security_group.main.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  ipv6_cidr_blocks  = ["::/1", "8000::/1"]
}

resource "aws_security_group_rule" "pass_private_ipv6" {
  security_group_id = aws_security_group.main.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  ipv6_cidr_blocks  = ["fc00::/7"]
}

resource "aws_vpc_security_group_ingress_rule" "deny_tcp_number_new" {
  security_group_id = aws_security_group.main.id
  ip_protocol       = "6"
  from_port         = 20
  to_port           = 25
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "pass_icmp_number_new" {
  security_group_id = aws_security_group.main.id
  ip_protocol       = "1"
  from_port         = -1
  to_port           = -1
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "pass_esp_new" {
  security_group_id = aws_security_group.main.id
  ip_protocol       = "50"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "deny_minus_one_new" {
  security_group_id = aws_security_group.main.id
  ip_protocol       = "-1"
  cidr_ipv6         = "::/0"
}
