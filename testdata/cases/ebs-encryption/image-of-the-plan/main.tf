# The snapshots of an image say how volumes come that nothing else is said of.
resource "aws_ami_copy" "pass_encrypted" {
  name              = "encrypted"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "us-east-1"
  encrypted         = true
}

resource "aws_ami_copy" "deny_plain" {
  name              = "plain"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "us-east-1"
}

resource "aws_instance" "pass_encrypted" {
  ami           = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
}

resource "aws_instance" "pass_larger" {
  ami           = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
  root_block_device {
    volume_size = 20
  }
}

resource "aws_instance" "deny_plain" {
  ami           = aws_ami_copy.deny_plain.id
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_another_device" {
  ami           = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 8
  }
}

resource "aws_instance" "deny_outside" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "aws_launch_configuration" "pass_encrypted" {
  image_id      = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
}

resource "aws_launch_configuration" "deny_plain" {
  image_id      = aws_ami_copy.deny_plain.id
  instance_type = "t3.micro"
}

resource "aws_launch_template" "pass_encrypted" {
  image_id      = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
}

resource "aws_launch_template" "deny_plain" {
  image_id      = aws_ami_copy.deny_plain.id
  instance_type = "t3.micro"
}

resource "aws_autoscaling_group" "encrypted" {
  availability_zones = ["us-east-1a"]
  min_size           = 1
  max_size           = 1
  launch_template {
    id = aws_launch_template.pass_encrypted.id
  }
}

resource "aws_autoscaling_group" "plain" {
  availability_zones = ["us-east-1a"]
  min_size           = 1
  max_size           = 1
  launch_template {
    id = aws_launch_template.deny_plain.id
  }
}
