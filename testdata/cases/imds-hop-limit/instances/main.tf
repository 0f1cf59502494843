resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_instance_profile" "app" {
  name_prefix = "app-"
  role        = aws_iam_role.app.name
}

resource "aws_instance" "deny_hop_limit_2" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.app.name

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_instance" "deny_literal_profile" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = "shared-app"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 64
  }
}

resource "aws_instance" "pass_hop_limit_1" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.app.name

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}

resource "aws_instance" "pass_hop_limit_omitted" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.app.name

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_instance" "pass_no_profile" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_instance" "pass_endpoint_disabled" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.app.name

  metadata_options {
    http_endpoint               = "disabled"
    http_put_response_hop_limit = 2
  }
}

resource "terraform_data" "hops" {
  input = 2
}

resource "aws_instance" "unknown_hop_limit" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.app.name

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = terraform_data.hops.output
  }
}

resource "terraform_data" "profile" {
  input = "app"
}

# It may turn out to be null.
resource "aws_instance" "unknown_profile" {
  ami                  = "ami-0c101f26f147fa7fd"
  instance_type        = "t3.micro"
  iam_instance_profile = terraform_data.profile.output

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_instance" "pass_hop_limit_unknown_no_profile" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = terraform_data.hops.output
  }
}
