resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_instance" "pass_private" {
  ami                         = "ami-12c6146b"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.main.id
  associate_public_ip_address = false
}

resource "aws_launch_template" "deny_introduced_on" {
  name = "orders"

  network_interfaces {
    associate_public_ip_address = false
  }
}

resource "aws_launch_template" "resolved_off" {
  name = "payments"

  network_interfaces {
    associate_public_ip_address = true
  }
}
