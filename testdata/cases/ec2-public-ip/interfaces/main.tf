# An address for an interface is one for the instance that has it.
resource "aws_network_interface" "web" {
  subnet_id = "subnet-0a1b2c3d4e5f60718"
}

resource "aws_instance" "pass_web" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"

  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.web.id
  }
}

resource "aws_eip" "deny_on_its_interface" {
  network_interface = aws_network_interface.web.id
}

resource "aws_eip_association" "deny_on_its_interface" {
  allocation_id        = "eipalloc-0a1b2c3d4e5f60718"
  network_interface_id = aws_instance.pass_web.primary_network_interface_id
}

resource "aws_network_interface" "attached" {
  subnet_id = "subnet-0a1b2c3d4e5f60718"

  attachment {
    instance     = "i-0a1b2c3d4e5f60718"
    device_index = 1
  }
}

resource "aws_eip" "deny_on_an_attached_interface" {
  network_interface = aws_network_interface.attached.id
}

resource "aws_network_interface" "beside" {
  subnet_id = "subnet-0a1b2c3d4e5f60718"
}

resource "aws_network_interface_attachment" "beside" {
  instance_id          = aws_instance.pass_web.id
  network_interface_id = aws_network_interface.beside.id
  device_index         = 1
}

resource "aws_eip" "deny_on_an_interface_attached_beside" {
  network_interface = aws_network_interface.beside.id
}

# Nothing of the plan has it.
resource "aws_network_interface" "free" {
  subnet_id = "subnet-0a1b2c3d4e5f60718"
}

resource "aws_eip" "pass_on_a_free_interface" {
  network_interface = aws_network_interface.free.id
}

# Whose it is, another stack knows.
resource "aws_eip" "unknown_whose_interface" {
  network_interface = "eni-0a1b2c3d4e5f60718"
}

# The template leaves it to a subnet of another stack.
resource "aws_launch_template" "unknown_subnet_outside" {
  name = "orders"

  network_interfaces {
    subnet_id = "subnet-0a1b2c3d4e5f60718"
  }
}
