# The port that was open stays an existing fault; the one that is opened beside it is a new one.
resource "aws_security_group" "deny_introduced_second_port" {
  name        = "second"
  description = "second port"

  ingress {
    protocol    = "tcp"
    from_port   = 9200
    to_port     = 9200
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "deny_existing_open" {
  name        = "open"
  description = "open"
  tags        = { team = "orders" }

  ingress {
    protocol    = "tcp"
    from_port   = 3306
    to_port     = 3306
    cidr_blocks = ["0.0.0.0/0"]
  }
}
