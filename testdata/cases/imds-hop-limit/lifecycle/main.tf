resource "aws_launch_template" "deny_introduced_raised" {
  name = "raised"

  iam_instance_profile {
    name = "app"
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_launch_template" "deny_introduced_profile_added" {
  name = "profile-added"

  iam_instance_profile {
    name = "app"
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_launch_template" "deny_existing_untouched" {
  name = "untouched"

  iam_instance_profile {
    name = "app"
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_launch_template" "resolved_lowered" {
  name = "lowered"

  iam_instance_profile {
    name = "app"
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}
