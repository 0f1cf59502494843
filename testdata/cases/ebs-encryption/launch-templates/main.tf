# The provider keeps these booleans as strings.
resource "aws_launch_template" "deny_omitted" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
    }
  }
}

resource "aws_launch_template" "deny_false" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
      encrypted   = false
    }
  }
}

resource "aws_launch_template" "deny_second_device" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
      encrypted   = "true"
    }
  }

  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_size = 100
    }
  }
}

resource "aws_launch_template" "pass_string_true" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
      encrypted   = "true"
    }
  }
}

resource "aws_launch_template" "pass_bool_true" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
      encrypted   = true
    }
  }

  block_device_mappings {
    device_name  = "/dev/sdb"
    virtual_name = "ephemeral0"
  }
}

resource "terraform_data" "encrypt" {
  input = "true"
}

resource "aws_launch_template" "unknown_encrypted" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
      encrypted   = terraform_data.encrypt.output
    }
  }
}

# Its volumes are the template's, and judged there.
resource "aws_instance" "from_template" {
  instance_type = "t3.micro"

  launch_template {
    id      = aws_launch_template.pass_bool_true.id
    version = "$Latest"
  }
}
