# Only what the time makes of the range is not known, and a plan lists no function.

variable "net" {
  default = "0.0.0.0"
}

resource "aws_security_group" "ssh" {
  name = "ssh"
}

resource "aws_vpc_security_group_ingress_rule" "unknown_dated" {
  security_group_id = aws_security_group.ssh.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "${var.net}/${length(timestamp()) - 20}"
}
