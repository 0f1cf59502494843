resource "aws_instance" "unknown_template_outside_plan" {
  launch_template {
    id      = "lt-0a1b2c3d4e5f60718"
    version = "$Latest"
  }
}

resource "aws_instance" "unknown_template_name_outside_plan" {
  launch_template {
    name = "platform-base"
  }
}

resource "aws_instance" "pass_own_options_beat_template" {
  launch_template {
    id = "lt-0a1b2c3d4e5f60718"
  }

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_instance" "deny_own_options_beat_template" {
  launch_template {
    id = "lt-0a1b2c3d4e5f60718"
  }

  metadata_options {
    http_tokens = "optional"
  }
}
