resource "aws_ami" "deny_plain" {
  name             = "plain"
  root_device_name = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    volume_size = 20
  }
}

resource "aws_ami" "pass_encrypted" {
  name             = "encrypted"
  root_device_name = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    volume_size = 20
    encrypted   = true
  }
}

resource "aws_spot_fleet_request" "deny_data_volume" {
  iam_fleet_role  = "arn:aws:iam::123456789012:role/fleet"
  target_capacity = 2

  launch_specification {
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
}

resource "aws_spot_fleet_request" "pass_encrypted" {
  iam_fleet_role  = "arn:aws:iam::123456789012:role/fleet"
  target_capacity = 2

  launch_specification {
    ami           = "ami-0c101f26f147fa7fd"
    instance_type = "c6i.large"

    root_block_device {
      encrypted = true
    }
  }
}
