resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

# Two halves are the world.
resource "aws_network_acl" "deny_two_halves" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/1"
    from_port  = 22
    to_port    = 22
  }

  ingress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "128.0.0.0/1"
    from_port  = 22
    to_port    = 22
  }
}

resource "aws_network_acl" "pass_one_half_denied_first" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 90
    action     = "deny"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/1"
    from_port  = 22
    to_port    = 22
  }

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/1"
    from_port  = 22
    to_port    = 22
  }
}

# Neither denial takes all of it, and both together do.
resource "aws_network_acl" "pass_denied_in_two_halves" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 80
    action     = "deny"
    protocol   = "-1"
    cidr_block = "0.0.0.0/1"
    from_port  = 0
    to_port    = 0
  }

  ingress {
    rule_no    = 90
    action     = "deny"
    protocol   = "tcp"
    cidr_block = "128.0.0.0/1"
    from_port  = 0
    to_port    = 1024
  }

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
  }
}

resource "aws_network_acl" "deny_one_half_denied_too_late" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 80
    action     = "deny"
    protocol   = "-1"
    cidr_block = "0.0.0.0/1"
    from_port  = 0
    to_port    = 0
  }

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
  }

  ingress {
    rule_no    = 110
    action     = "deny"
    protocol   = "tcp"
    cidr_block = "128.0.0.0/1"
    from_port  = 0
    to_port    = 1024
  }
}

# Narrow parts that are wide together.
resource "aws_network_acl" "deny_two_of_a_wide_range" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "52.0.0.0/9"
    from_port  = 3389
    to_port    = 3389
  }

  ingress {
    rule_no    = 110
    action     = "allow"
    protocol   = "-1"
    cidr_block = "52.128.0.0/9"
    from_port  = 0
    to_port    = 0
  }
}

# The parts are for different ports.
resource "aws_network_acl" "pass_halves_of_different_ports" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "52.0.0.0/9"
    from_port  = 443
    to_port    = 443
  }

  ingress {
    rule_no    = 110
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "52.128.0.0/9"
    from_port  = 22
    to_port    = 22
  }
}

# Protocols have numbers, too: 6 is TCP, 17 is UDP.
resource "aws_network_acl" "deny_tcp_by_number" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "6"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 65535
  }
}

resource "aws_network_acl" "pass_udp_by_number" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "17"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 65535
  }
}

resource "aws_network_acl" "deny_ipv6_everything" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no         = 100
    action          = "allow"
    protocol        = "-1"
    ipv6_cidr_block = "::/0"
    from_port       = 0
    to_port         = 0
  }
}
