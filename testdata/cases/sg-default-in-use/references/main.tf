# Strict: nobody manages the default group of this network.
resource "aws_vpc" "deny_default_group_unmanaged" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.deny_default_group_unmanaged.id
}

resource "aws_instance" "deny_default_group" {
  ami                    = "ami-0c101f26f147fa7fd"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_vpc.deny_default_group_unmanaged.default_security_group_id]
}

resource "aws_instance" "deny_default_group_among_others" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  vpc_security_group_ids = [
    aws_security_group.web.id,
    aws_vpc.deny_default_group_unmanaged.default_security_group_id,
  ]
}

resource "aws_lb" "deny_default_group" {
  name            = "web"
  subnets         = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
  security_groups = [aws_vpc.deny_default_group_unmanaged.default_security_group_id]
}

resource "aws_instance" "own_group" {
  ami                    = "ami-0c101f26f147fa7fd"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.web.id]
}
