# `enabled` is true where it is left out.
resource "aws_ebs_encryption_by_default" "this" {}

resource "aws_ebs_volume" "pass_omitted" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_instance" "pass_root_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_launch_template" "pass_omitted" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
    }
  }
}

resource "aws_ebs_volume" "deny_false" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = false
}
