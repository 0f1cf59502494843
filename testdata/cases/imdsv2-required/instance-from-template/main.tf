resource "aws_launch_template" "deny_tokens_optional" {
  name          = "orders"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_launch_template" "pass_tokens_required" {
  name          = "billing"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "required"
  }
}

# The template is judged, not the instances that it describes.
resource "aws_instance" "by_id" {
  launch_template {
    id = aws_launch_template.deny_tokens_optional.id
  }
}

resource "aws_instance" "by_name" {
  launch_template {
    name    = "orders"
    version = "$Latest"
  }
}

resource "aws_instance" "latest_version" {
  launch_template {
    id      = aws_launch_template.pass_tokens_required.id
    version = aws_launch_template.pass_tokens_required.latest_version
  }
}

# Launch parameters win over the template.
resource "aws_instance" "deny_overrides_template" {
  launch_template {
    id = aws_launch_template.pass_tokens_required.id
  }

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_instance" "pass_overrides_template" {
  launch_template {
    id = aws_launch_template.deny_tokens_optional.id
  }

  metadata_options {
    http_tokens = "required"
  }
}
