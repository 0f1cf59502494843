# Addresses that wait. Source tells that some of them are single ones.
resource "aws_eip" "office" {
  domain = "vpc"
}

resource "terraform_data" "range" {
  input = "10.0.0.0/8"
}

locals {
  ranges = {
    unknown_one    = ["${aws_eip.office.public_ip}/32"]
    unknown_two    = ["${aws_eip.office.public_ip}/32", "203.0.113.7/32"]
    unknown_wide   = ["${aws_eip.office.public_ip}/8"]
    unknown_any    = [terraform_data.range.output]
    unknown_beside = ["${aws_eip.office.public_ip}/32", terraform_data.range.output]
  }
}

resource "aws_security_group" "each" {
  for_each = local.ranges
  name     = replace(each.key, "_", "-")
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = each.value
  }
}

resource "aws_security_group" "pass_empty" {
  name = "pass-empty"
}

resource "aws_vpc_security_group_ingress_rule" "unknown_one" {
  security_group_id = aws_security_group.pass_empty.id
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
  cidr_ipv4         = "${aws_eip.office.public_ip}/32"
}

# The same in a prefix list, whose entries stand in it or beside it.
resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "203.0.113.7/32"
  }
}

resource "aws_ec2_managed_prefix_list_entry" "office" {
  prefix_list_id = aws_ec2_managed_prefix_list.offices.id
  cidr           = "${aws_eip.office.public_ip}/32"
}

resource "aws_security_group" "pass_listed" {
  name = "pass-listed"
}

resource "aws_vpc_security_group_ingress_rule" "unknown_listed" {
  security_group_id = aws_security_group.pass_listed.id
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
  prefix_list_id    = aws_ec2_managed_prefix_list.offices.id
}
