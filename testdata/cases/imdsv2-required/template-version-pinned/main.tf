resource "aws_launch_template" "deny_introduced_tokens_optional" {
  name          = "orders"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "optional"
  }
}

# The plan makes version 2; what version 1 says is not in it.
resource "aws_instance" "unknown_version_pinned" {
  launch_template {
    id      = aws_launch_template.deny_introduced_tokens_optional.id
    version = "1"
  }
}

resource "aws_instance" "latest" {
  launch_template {
    id      = aws_launch_template.deny_introduced_tokens_optional.id
    version = "$Latest"
  }
}

resource "aws_instance" "latest_version" {
  launch_template {
    id      = aws_launch_template.deny_introduced_tokens_optional.id
    version = aws_launch_template.deny_introduced_tokens_optional.latest_version
  }
}
