resource "aws_ebs_encryption_by_default" "on" {
  enabled = terraform_data.on.output
}

resource "terraform_data" "on" {
  input = true
}

resource "aws_launch_template" "unknown_of_a_group" {
  name     = "group"
  image_id = "ami-0abcdef1234567890"
}

resource "aws_autoscaling_group" "workers" {
  min_size           = 1
  max_size           = 2
  availability_zones = ["us-east-1a"]

  launch_template {
    id = aws_launch_template.unknown_of_a_group.id
  }
}
