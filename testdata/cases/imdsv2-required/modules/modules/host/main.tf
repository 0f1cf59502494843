variable "name" {
  type = string
}

variable "tokens" {
  type = string
}

resource "aws_instance" "this" {
  for_each = { (var.name) = var.tokens }

  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = each.value
  }
}
