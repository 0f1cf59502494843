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

# An inline specification has no metadata options, so only the account's default could require tokens.
resource "aws_spot_fleet_request" "deny_inline_specification" {
  iam_fleet_role  = aws_iam_role.fleet.arn
  target_capacity = 2

  launch_specification {
    ami           = "ami-0c101f26f147fa7fd"
    instance_type = "c6i.large"
  }
}

resource "aws_launch_template" "pass_tokens_required" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "c6i.large"

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_spot_fleet_request" "template" {
  iam_fleet_role  = aws_iam_role.fleet.arn
  target_capacity = 2

  launch_template_config {
    launch_template_specification {
      id      = aws_launch_template.pass_tokens_required.id
      version = aws_launch_template.pass_tokens_required.latest_version
    }
  }
}
