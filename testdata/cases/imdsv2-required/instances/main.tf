resource "aws_instance" "deny_tokens_optional" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_instance" "deny_options_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_only_endpoint_set" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "enabled"
  }
}

resource "aws_instance" "deny_tokens_null" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = null
  }
}

resource "aws_instance" "pass_tokens_required" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }
}

resource "aws_instance" "pass_endpoint_disabled" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "disabled"
  }
}

resource "terraform_data" "tokens" {
  input = "required"
}

resource "aws_instance" "unknown_tokens" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = terraform_data.tokens.output
  }
}

resource "aws_instance" "unknown_endpoint" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = terraform_data.tokens.output
    http_tokens   = "optional"
  }
}

# Required tokens pass whatever the endpoint turns out to be.
resource "aws_instance" "pass_required_endpoint_unknown" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = terraform_data.tokens.output
    http_tokens   = "required"
  }
}
