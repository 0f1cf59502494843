resource "terraform_data" "mine" {
  input = "203.0.113.0/24"
}

resource "aws_security_group" "pass_without_rules" {
  name   = "web"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
}

# Terraform fills prefix_list_ids with null, which is no prefix list.
resource "aws_security_group_rule" "deny_ssh" {
  security_group_id = aws_security_group.pass_without_rules.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "deny_everything" {
  security_group_id = aws_security_group.pass_without_rules.id
  type              = "ingress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  ipv6_cidr_blocks  = ["::/0"]
}

resource "aws_security_group_rule" "deny_range" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  type              = "ingress"
  protocol          = "6"
  from_port         = 20
  to_port           = 25
  cidr_blocks       = ["10.0.0.0/8", "0.0.0.0/0"]
}

# A prefix list beside the world changes nothing.
resource "aws_security_group_rule" "deny_prefix_list_beside_world" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 3389
  to_port           = 3389
  cidr_blocks       = ["0.0.0.0/0"]
  prefix_list_ids   = ["pl-0a1b2c3d4e5f60718"]
}

resource "aws_security_group_rule" "pass_out" {
  security_group_id = aws_security_group.pass_without_rules.id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "pass_https" {
  security_group_id = aws_security_group.pass_without_rules.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
}

# Types 0 to 255 of ICMP are no ports.
resource "aws_security_group_rule" "pass_icmp" {
  security_group_id = aws_security_group.pass_without_rules.id
  type              = "ingress"
  protocol          = "icmp"
  from_port         = -1
  to_port           = -1
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "pass_udp" {
  security_group_id = aws_security_group.pass_without_rules.id
  type              = "ingress"
  protocol          = "udp"
  from_port         = 0
  to_port           = 65535
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "deny_ipv6" {
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv6         = "::/0"
}

# All protocols have no ports to name.
resource "aws_vpc_security_group_ingress_rule" "deny_no_ports" {
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "deny_half_the_world" {
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "128.0.0.0/1"
}

resource "aws_vpc_security_group_ingress_rule" "pass_group" {
  security_group_id            = aws_security_group.pass_without_rules.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
  referenced_security_group_id = "sg-0a1b2c3d4e5f60718"
}

resource "aws_vpc_security_group_ingress_rule" "pass_private" {
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "10.0.0.0/8"
}

resource "aws_vpc_security_group_ingress_rule" "unknown_range" {
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = terraform_data.mine.output
}

resource "aws_vpc_security_group_ingress_rule" "pass_other_port_range_unknown" {
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = terraform_data.mine.output
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each          = { deny_world = "0.0.0.0/0", pass_office = "203.0.113.0/24" }
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = each.value
}
