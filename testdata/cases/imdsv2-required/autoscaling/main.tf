# An autoscaling group has no metadata options of its own; its template or launch configuration is judged.
resource "aws_launch_template" "deny_options_omitted" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_launch_configuration" "deny_options_omitted" {
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_autoscaling_group" "template" {
  min_size           = 1
  max_size           = 3
  availability_zones = ["us-east-1a"]

  launch_template {
    id      = aws_launch_template.deny_options_omitted.id
    version = "$Latest"
  }
}

resource "aws_autoscaling_group" "mixed" {
  min_size           = 1
  max_size           = 3
  availability_zones = ["us-east-1a"]

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.deny_options_omitted.id
      }
    }
  }
}

resource "aws_autoscaling_group" "configuration" {
  min_size             = 1
  max_size             = 3
  availability_zones   = ["us-east-1a"]
  launch_configuration = aws_launch_configuration.deny_options_omitted.name
}
