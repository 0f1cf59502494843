resource "terraform_data" "public" {
  input = true
}

resource "aws_subnet" "public" {
  vpc_id                  = "vpc-0a1b2c3d4e5f60718"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "private" {
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.2.0/24"
}

resource "aws_instance" "deny_asked_for" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.private.id
  associate_public_ip_address = true
}

resource "aws_instance" "deny_by_subnet" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  subnet_id     = aws_subnet.public.id
}

# Started in the default VPC, whose subnets give public addresses.
resource "aws_instance" "deny_default_vpc" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
}

resource "aws_instance" "pass_off_in_public_subnet" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.public.id
  associate_public_ip_address = false
}

resource "aws_instance" "pass_private_subnet" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  subnet_id     = aws_subnet.private.id
}

resource "aws_instance" "unknown_asked_for" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.private.id
  associate_public_ip_address = terraform_data.public.output
}

resource "aws_instance" "unknown_subnet_outside" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  subnet_id     = "subnet-0a1b2c3d4e5f60718"
}

resource "aws_eip" "deny_on_instance" {
  instance = aws_instance.pass_private_subnet.id
}

resource "aws_eip" "pass_for_nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  allocation_id = aws_eip.pass_for_nat.id
  subnet_id     = aws_subnet.public.id
}

resource "aws_eip_association" "deny_association" {
  allocation_id = "eipalloc-0a1b2c3d4e5f60718"
  instance_id   = aws_instance.pass_private_subnet.id
}

resource "aws_launch_template" "deny_asked_for" {
  name = "orders"

  network_interfaces {
    associate_public_ip_address = true
  }
}

resource "aws_launch_template" "pass_off" {
  name = "payments"

  network_interfaces {
    associate_public_ip_address = false
  }
}

resource "aws_launch_template" "pass_silent" {
  name = "reports"
}

resource "aws_launch_configuration" "deny_asked_for" {
  image_id                    = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
}

resource "aws_ecs_service" "deny_task" {
  name = "orders"

  network_configuration {
    subnets          = ["subnet-0a1b2c3d4e5f60718"]
    assign_public_ip = true
  }
}

resource "aws_ecs_service" "pass_task" {
  name = "payments"

  network_configuration {
    subnets = ["subnet-0a1b2c3d4e5f60718"]
  }
}
