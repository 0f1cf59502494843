resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens = "required"
}

resource "aws_instance" "pass_options_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_launch_template" "pass_only_endpoint_set" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "enabled"
  }
}

resource "aws_launch_configuration" "pass_options_omitted" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

# Launch parameters win over the default of the account.
resource "aws_instance" "deny_tokens_optional" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_iam_role" "fleet" {
  name = "spot-fleet"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "spotfleet.amazonaws.com" }
    }]
  })
}

resource "aws_spot_fleet_request" "pass_inline_specification" {
  iam_fleet_role  = aws_iam_role.fleet.arn
  target_capacity = 2

  launch_specification {
    ami           = "ami-0c101f26f147fa7fd"
    instance_type = "c6i.large"
  }
}
