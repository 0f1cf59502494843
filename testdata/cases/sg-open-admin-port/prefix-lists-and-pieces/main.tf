resource "aws_ec2_managed_prefix_list" "everyone" {
  name           = "everyone"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "0.0.0.0/1"
  }

  entry {
    cidr = "128.0.0.0/1"
  }
}

resource "aws_ec2_managed_prefix_list" "office" {
  name           = "office"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "203.0.113.0/24"
  }
}

resource "aws_ec2_managed_prefix_list" "apart" {
  name           = "apart"
  address_family = "IPv4"
  max_entries    = 2
}

resource "aws_ec2_managed_prefix_list_entry" "apart" {
  prefix_list_id = aws_ec2_managed_prefix_list.apart.id
  cidr           = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "deny_list_of_everyone" {
  security_group_id = "sg-0a1b2c3d4e5f60710"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  prefix_list_id    = aws_ec2_managed_prefix_list.everyone.id
}

resource "aws_vpc_security_group_ingress_rule" "deny_entry_apart" {
  security_group_id = "sg-0a1b2c3d4e5f60711"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  prefix_list_id    = aws_ec2_managed_prefix_list.apart.id
}

resource "aws_vpc_security_group_ingress_rule" "pass_list_of_office" {
  security_group_id = "sg-0a1b2c3d4e5f60712"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  prefix_list_id    = aws_ec2_managed_prefix_list.office.id
}

resource "aws_vpc_security_group_ingress_rule" "unknown_list_elsewhere" {
  security_group_id = "sg-0a1b2c3d4e5f60713"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  prefix_list_id    = "pl-0a1b2c3d4e5f60718"
}

# Each piece is narrow, both together are a whole /8: the finding stands at the first.
resource "aws_vpc_security_group_ingress_rule" "deny_first_piece" {
  security_group_id = "sg-0a1b2c3d4e5f60714"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "52.0.0.0/9"
}

resource "aws_vpc_security_group_ingress_rule" "pass_second_piece" {
  security_group_id = "sg-0a1b2c3d4e5f60714"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "52.128.0.0/9"
}

# The same pieces on two groups admit nobody together.
resource "aws_vpc_security_group_ingress_rule" "pass_piece_of_another_group" {
  security_group_id = "sg-0a1b2c3d4e5f60715"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "53.0.0.0/9"
}

resource "aws_vpc_security_group_ingress_rule" "pass_piece_of_a_third_group" {
  security_group_id = "sg-0a1b2c3d4e5f60716"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "53.128.0.0/9"
}

resource "aws_security_group" "deny_pieces_inline" {
  name   = "pieces"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/1"]
  }

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["128.0.0.0/1"]
  }
}
