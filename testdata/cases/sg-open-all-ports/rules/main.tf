resource "terraform_data" "mine" {
  input = "203.0.113.0/24"
}

resource "terraform_data" "protocol" {
  input = "tcp"
}

resource "aws_security_group" "deny_protocol" {
  name   = "orders"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "deny_tcp" {
  security_group_id = "sg-0a1b2c3d4e5f60710"
  ip_protocol       = "tcp"
  from_port         = 0
  to_port           = 65535
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "deny_udp_ipv6" {
  security_group_id = "sg-0a1b2c3d4e5f60711"
  ip_protocol       = "udp"
  from_port         = 1
  to_port           = 65535
  cidr_ipv6         = "::/0"
}

# Two rules that leave nothing out; the finding stands at the first.
resource "aws_vpc_security_group_ingress_rule" "deny_lower_half" {
  security_group_id = "sg-0a1b2c3d4e5f60712"
  ip_protocol       = "tcp"
  from_port         = 0
  to_port           = 1023
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "pass_upper_half" {
  security_group_id = "sg-0a1b2c3d4e5f60712"
  ip_protocol       = "tcp"
  from_port         = 1024
  to_port           = 65535
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "pass_most" {
  security_group_id = "sg-0a1b2c3d4e5f60713"
  ip_protocol       = "tcp"
  from_port         = 1024
  to_port           = 65535
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "pass_from_group" {
  security_group_id            = "sg-0a1b2c3d4e5f60713"
  ip_protocol                  = "-1"
  referenced_security_group_id = "sg-0a1b2c3d4e5f60710"
}

resource "aws_security_group" "pass_self" {
  name   = "cluster"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol  = "-1"
    from_port = 0
    to_port   = 0
    self      = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "unknown_range" {
  security_group_id = "sg-0a1b2c3d4e5f60714"
  ip_protocol       = "-1"
  cidr_ipv4         = terraform_data.mine.output
}

resource "aws_vpc_security_group_ingress_rule" "unknown_protocol" {
  security_group_id = "sg-0a1b2c3d4e5f60715"
  ip_protocol       = terraform_data.protocol.output
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "pass_unknown_range_one_port" {
  security_group_id = "sg-0a1b2c3d4e5f60716"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = terraform_data.mine.output
}

# Every port of UDP leaves TCP alone.
resource "aws_security_group_rule" "deny_udp_only" {
  security_group_id = "sg-0a1b2c3d4e5f60717"
  type              = "ingress"
  protocol          = "udp"
  from_port         = 0
  to_port           = 65535
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "pass_ssh" {
  security_group_id = "sg-0a1b2c3d4e5f60717"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["0.0.0.0/0"]
}
