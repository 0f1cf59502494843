# The image of Amazon Linux 2023 asks for tokens, and hardly any account says otherwise.
resource "aws_ami" "asks" {
  name             = "asks"
  imds_support     = "v2.0"
  root_device_name = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    snapshot_id = "snap-0a1b2c3d4e5f60718"
  }
}

resource "aws_ami" "silent" {
  name             = "silent"
  root_device_name = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    snapshot_id = "snap-0a1b2c3d4e5f60718"
  }
}

resource "aws_instance" "unknown_image_asks" {
  ami           = aws_ami.asks.id
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_image_is_silent" {
  ami           = aws_ami.silent.id
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_image_is_overruled" {
  ami           = aws_ami.asks.id
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_launch_template" "unknown_image_asks" {
  image_id      = aws_ami.asks.id
  instance_type = "t3.micro"
}
