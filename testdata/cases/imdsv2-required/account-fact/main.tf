resource "aws_instance" "pass_options_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_tokens_optional" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "optional"
  }
}
