# A template that maps no volume says nothing of the root device: it comes from the image, and nothing encrypts it.
resource "aws_launch_template" "no_volumes" {
  name     = "no-volumes"
  image_id = "ami-0c101f26f147fa7fd"
}

resource "aws_launch_template" "pass_encrypted" {
  name     = "encrypted"
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
      encrypted   = true
    }
  }
}

resource "aws_instance" "deny_root_of_the_image" {
  instance_type = "t3.micro"

  launch_template {
    id = aws_launch_template.no_volumes.id
  }
}

resource "aws_instance" "deny_volume_beside_the_template" {
  instance_type = "t3.micro"

  launch_template {
    id = aws_launch_template.pass_encrypted.id
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 100
  }
}

resource "aws_instance" "pass_root_of_its_own" {
  instance_type = "t3.micro"

  launch_template {
    name = aws_launch_template.no_volumes.name
  }

  root_block_device {
    encrypted = true
  }
}

resource "aws_instance" "pass_judged_at_the_template" {
  instance_type = "t3.micro"

  launch_template {
    id = aws_launch_template.pass_encrypted.id
  }
}

resource "aws_instance" "pass_by_name" {
  instance_type = "t3.micro"

  launch_template {
    name = "encrypted"
  }
}

resource "aws_instance" "unknown_template_of_another_stack" {
  instance_type = "t3.micro"

  launch_template {
    id = "lt-0a1b2c3d4e5f60718"
  }
}
