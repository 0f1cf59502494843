locals {
  world = ["0.0.0.0/0"]
  ports = [80, 22]
}

resource "terraform_data" "mine" {
  input = "203.0.113.0/24"
}

resource "terraform_data" "port" {
  input = 443
}

# A rule for the group itself, before or after, changes nothing.
resource "aws_security_group" "deny_after_self" {
  name   = "orders"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol  = "-1"
    from_port = 0
    to_port   = 0
    self      = true
  }

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    self        = true
    cidr_blocks = local.world
  }
}

resource "aws_security_group" "deny_dynamic" {
  name   = "invoices"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  dynamic "ingress" {
    for_each = local.ports
    content {
      protocol    = "tcp"
      from_port   = ingress.value
      to_port     = ingress.value
      cidr_blocks = local.world
    }
  }
}

resource "aws_security_group" "deny_as_attribute" {
  name   = "reports"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress = [{
    description      = "desktop"
    protocol         = "tcp"
    from_port        = 3389
    to_port          = 3389
    cidr_blocks      = []
    ipv6_cidr_blocks = ["::/0"]
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
}

resource "aws_security_group" "deny_known_beside_unknown" {
  name   = "ledger"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/8", terraform_data.mine.output]
  }
}

resource "aws_default_security_group" "deny_default" {
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "pass_narrow" {
  name   = "payments"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["203.0.113.0/24"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "pass_empty_list" {
  name    = "nothing"
  vpc_id  = "vpc-0a1b2c3d4e5f60718"
  ingress = []
}

resource "aws_security_group" "pass_web" {
  name   = "web"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "unknown_range" {
  name   = "archive"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = [terraform_data.mine.output]
  }
}

resource "aws_security_group" "unknown_port" {
  name   = "search"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = terraform_data.port.output
    to_port     = terraform_data.port.output
    cidr_blocks = ["0.0.0.0/0"]
  }
}
