# What starts from an encrypted copy of an image has encrypted volumes.

resource "aws_ami_copy" "pass_encrypted" {
  name              = "encrypted"
  source_ami_id     = "ami-12c6146b"
  source_ami_region = "eu-west-1"
  encrypted         = true
}

resource "aws_ami_copy" "deny_plain" {
  name              = "plain"
  source_ami_id     = "ami-12c6146b"
  source_ami_region = "eu-west-1"
}

resource "aws_instance" "pass_of_the_encrypted" {
  ami           = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
}

resource "aws_instance" "pass_with_a_root_device" {
  ami           = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
  root_block_device {
    volume_size = 40
  }
}

# A volume beside those of the image is empty at first.
resource "aws_instance" "deny_another_volume" {
  ami           = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 40
  }
}

resource "aws_instance" "deny_of_the_plain" {
  ami           = aws_ami_copy.deny_plain.id
  instance_type = "t3.micro"
}

resource "aws_launch_template" "pass_of_the_encrypted" {
  image_id      = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
}

resource "aws_launch_template" "deny_of_the_plain" {
  image_id      = aws_ami_copy.deny_plain.id
  instance_type = "t3.micro"
}

resource "aws_autoscaling_group" "encrypted" {
  name               = "encrypted"
  availability_zones = ["eu-west-1a"]
  min_size           = 1
  max_size           = 2
  launch_template {
    id      = aws_launch_template.pass_of_the_encrypted.id
    version = "$Latest"
  }
}

resource "aws_autoscaling_group" "plain" {
  name               = "plain"
  availability_zones = ["eu-west-1a"]
  min_size           = 1
  max_size           = 2
  launch_template {
    id      = aws_launch_template.deny_of_the_plain.id
    version = "$Latest"
  }
}

resource "aws_launch_configuration" "pass_of_the_encrypted" {
  image_id      = aws_ami_copy.pass_encrypted.id
  instance_type = "t3.micro"
}
