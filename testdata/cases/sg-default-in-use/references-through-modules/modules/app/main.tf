variable "security_group_id" {
  type = string
}

resource "aws_instance" "deny_default_group" {
  ami                    = "ami-0c101f26f147fa7fd"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [var.security_group_id]
}
