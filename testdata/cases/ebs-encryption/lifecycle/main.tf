resource "aws_ebs_volume" "deny_existing_untouched" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "deny_existing_grown" {
  availability_zone = "us-east-1a"
  size              = 80
}

removed {
  from = aws_ebs_volume.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

moved {
  from = aws_ebs_volume.old_name
  to   = aws_ebs_volume.deny_existing_moved
}

resource "aws_ebs_volume" "deny_existing_moved" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "resolved_replaced" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

resource "aws_ebs_volume" "resolved_replaced_create_first" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ebs_volume" "deny_introduced_replaced" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = false
}

# Replaced for another reason, and the new volume leaves encryption out.
resource "aws_ebs_volume" "deny_introduced_moved_to_other_zone" {
  availability_zone = "us-east-1b"
  size              = 40
}

resource "aws_ebs_volume" "deny_introduced_created" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "pass_untouched" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

# The volume stays as it was made.
resource "aws_ebs_volume" "pass_line_removed" {
  availability_zone = "us-east-1a"
  size              = 40
}
