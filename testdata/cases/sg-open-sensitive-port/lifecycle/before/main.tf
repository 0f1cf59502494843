resource "aws_security_group" "deny_introduced_second_port" {
  name        = "second"
  description = "second port"
}

resource "aws_security_group" "deny_existing_open" {
  name        = "open"
  description = "open"

  ingress {
    protocol    = "tcp"
    from_port   = 3306
    to_port     = 3306
    cidr_blocks = ["0.0.0.0/0"]
  }
}
