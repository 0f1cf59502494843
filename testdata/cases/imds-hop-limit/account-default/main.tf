resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens                 = "required"
  http_put_response_hop_limit = 2
}

resource "aws_instance" "deny_limit_from_account" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = "app"
}

resource "aws_instance" "pass_own_limit" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = "app"

  metadata_options {
    http_put_response_hop_limit = 1
  }
}
