resource "aws_launch_template" "deny_introduced_tokens_optional" {
  name          = "orders"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "required"
  }
}
