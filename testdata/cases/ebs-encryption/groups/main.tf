resource "aws_launch_template" "deny_of_a_group" {
  name     = "group"
  image_id = "ami-0abcdef1234567890"
}

resource "aws_autoscaling_group" "workers" {
  min_size           = 1
  max_size           = 2
  availability_zones = ["us-east-1a"]

  launch_template {
    id = aws_launch_template.deny_of_a_group.id
  }
}

resource "aws_launch_template" "deny_of_a_mixed_group" {
  name     = "mixed"
  image_id = "ami-0abcdef1234567890"
}

resource "aws_autoscaling_group" "mixed" {
  min_size           = 1
  max_size           = 2
  availability_zones = ["us-east-1a"]

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_name = aws_launch_template.deny_of_a_mixed_group.name
      }
    }
  }
}

# Nothing starts it, and what will may say what its volumes are.
resource "aws_launch_template" "pass_of_nobody" {
  name     = "nobody"
  image_id = "ami-0abcdef1234567890"
}
