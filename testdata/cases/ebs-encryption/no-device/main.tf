# A mapping of no device takes a volume of the image away, and makes none.
resource "aws_launch_configuration" "pass_no_device" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    no_device   = true
  }
}

resource "aws_launch_configuration" "deny_device_beside_it" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    no_device   = true
  }

  ebs_block_device {
    device_name = "/dev/sdg"
    volume_size = 100
  }
}
