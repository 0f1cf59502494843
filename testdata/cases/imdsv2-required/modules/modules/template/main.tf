variable "tokens" {
  type = string
}

resource "aws_launch_template" "deny_tokens_from_variable" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = var.tokens
  }
}

output "template_id" {
  value = aws_launch_template.deny_tokens_from_variable.id
}
