locals {
  template = aws_launch_template.pass_tokens_required.id
}

resource "aws_launch_template" "pass_tokens_required" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "required"
  }
}

# Plan JSON shows the local's name, not what it stands for.
resource "aws_instance" "unknown_template_through_local" {
  launch_template {
    id = local.template
  }
}
