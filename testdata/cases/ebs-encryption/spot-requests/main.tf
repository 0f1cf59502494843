resource "aws_spot_instance_request" "deny_root_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "c6i.large"
}

resource "aws_spot_instance_request" "deny_data_volume" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "c6i.large"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 100
  }
}

resource "aws_spot_instance_request" "pass_encrypted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "c6i.large"

  root_block_device {
    encrypted = true
  }
}
