resource "terraform_data" "tokens" {
  input = "required"
}

resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens = terraform_data.tokens.output
}

resource "aws_launch_template" "unknown_account_default" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_launch_template" "pass_tokens_required" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "required"
  }
}
