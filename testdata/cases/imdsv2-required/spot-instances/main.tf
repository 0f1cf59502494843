resource "aws_spot_instance_request" "deny_options_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "c6i.large"
}

resource "aws_spot_instance_request" "deny_tokens_optional" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "c6i.large"

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_spot_instance_request" "pass_tokens_required" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "c6i.large"

  metadata_options {
    http_tokens = "required"
  }
}
