resource "aws_launch_template" "deny_options_omitted" {
  name_prefix   = "web-"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_launch_template" "deny_tokens_optional" {
  name_prefix   = "web-"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "optional"
  }
}

resource "aws_launch_template" "deny_only_hop_limit_set" {
  name_prefix   = "web-"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_put_response_hop_limit = 1
  }
}

resource "aws_launch_template" "pass_tokens_required" {
  name_prefix   = "web-"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_launch_template" "pass_endpoint_disabled" {
  name_prefix   = "web-"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "disabled"
  }
}

resource "terraform_data" "tokens" {
  input = "required"
}

resource "aws_launch_template" "unknown_tokens" {
  name_prefix   = "web-"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = terraform_data.tokens.output
  }
}
