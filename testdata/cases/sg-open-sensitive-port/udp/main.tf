# What answers over UDP: the browser of SQL Server, and memcached.
locals {
  opened = {
    deny_memcached  = { protocol = "udp", from = 11211, to = 11211 }
    deny_browser    = { protocol = "17", from = 1434, to = 1434 }
    deny_range      = { protocol = "udp", from = 1000, to = 20000 }
    deny_over_tcp   = { protocol = "tcp", from = 11211, to = 11211 }
    pass_names      = { protocol = "udp", from = 53, to = 53 }
    pass_mysql_udp  = { protocol = "udp", from = 3306, to = 3306 }
    pass_web        = { protocol = "tcp", from = 443, to = 443 }
    pass_echo_types = { protocol = "icmp", from = 8, to = 0 }
  }
}

resource "aws_security_group" "each" {
  for_each = local.opened
  name     = each.key

  ingress {
    protocol    = each.value.protocol
    from_port   = each.value.from
    to_port     = each.value.to
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "terraform_data" "protocol" {
  input = "udp"
}

resource "aws_security_group" "cache" {
  name = "cache"
}

resource "aws_vpc_security_group_ingress_rule" "unknown_protocol" {
  security_group_id = aws_security_group.cache.id
  ip_protocol       = terraform_data.protocol.output
  from_port         = 11211
  to_port           = 11211
  cidr_ipv4         = "0.0.0.0/0"
}
