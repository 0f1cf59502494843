resource "aws_iam_role" "node" {
  name = "node"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_instance_profile" "node" {
  name = "node"
  role = aws_iam_role.node.name
}

# The ARN is unknown, but it cannot be null.
resource "aws_launch_template" "deny_hop_limit_2" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  iam_instance_profile {
    arn = aws_iam_instance_profile.node.arn
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_launch_template" "deny_profile_by_name" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  iam_instance_profile {
    name = aws_iam_instance_profile.node.name
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 3
  }
}

resource "aws_launch_template" "pass_hop_limit_1" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  iam_instance_profile {
    arn = aws_iam_instance_profile.node.arn
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}

resource "aws_launch_template" "pass_options_omitted" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  iam_instance_profile {
    arn = aws_iam_instance_profile.node.arn
  }
}

resource "aws_launch_template" "pass_no_profile" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_launch_template" "pass_endpoint_disabled" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  iam_instance_profile {
    arn = aws_iam_instance_profile.node.arn
  }

  metadata_options {
    http_endpoint               = "disabled"
    http_put_response_hop_limit = 2
  }
}

resource "aws_launch_configuration" "deny_hop_limit_2" {
  image_id             = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.node.name

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_launch_configuration" "pass_hop_limit_1" {
  image_id             = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.node.name

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}

resource "aws_spot_instance_request" "deny_hop_limit_2" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "c6i.large"
  iam_instance_profile = aws_iam_instance_profile.node.name

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}
