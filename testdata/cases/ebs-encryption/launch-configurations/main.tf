resource "aws_launch_configuration" "deny_root_omitted_encryption" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    volume_size = 20
  }
}

resource "aws_launch_configuration" "deny_data_volume" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 100
    encrypted   = false
  }
}

resource "aws_launch_configuration" "pass_encrypted" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 100
    encrypted   = true
  }
}
