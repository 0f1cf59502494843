resource "aws_launch_configuration" "deny_options_omitted" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_launch_configuration" "deny_tokens_optional" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_launch_configuration" "pass_tokens_required" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "required"
  }
}
