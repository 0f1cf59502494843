resource "aws_ebs_volume" "deny_existing_untouched" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "deny_existing_grown" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "deny_existing_forgotten" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "old_name" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "resolved_replaced" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "resolved_replaced_create_first" {
  availability_zone = "us-east-1a"
  size              = 40

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ebs_volume" "resolved_deleted" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "deny_introduced_replaced" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

resource "aws_ebs_volume" "deny_introduced_moved_to_other_zone" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

resource "aws_ebs_volume" "pass_untouched" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

resource "aws_ebs_volume" "pass_line_removed" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}
