resource "aws_security_group" "deny_introduced_widened" {
  name        = "widened"
  description = "widened"

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "resolved_narrowed" {
  name        = "narrowed"
  description = "narrowed"

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "deny_existing_open" {
  name        = "open"
  description = "open"

  ingress {
    protocol         = "tcp"
    from_port        = 0
    to_port          = 65535
    ipv6_cidr_blocks = ["::/0"]
  }
}
