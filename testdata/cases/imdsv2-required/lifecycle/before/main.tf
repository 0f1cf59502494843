resource "aws_launch_template" "deny_existing_untouched" {
  name = "untouched"
}

resource "aws_launch_template" "deny_existing_other_change" {
  name          = "other-change"
  instance_type = "t3.micro"
}

resource "aws_launch_template" "deny_introduced_loosened" {
  name = "loosened"

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_launch_template" "pass_block_removed" {
  name = "block-removed"

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_launch_template" "resolved_tightened" {
  name = "tightened"

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_launch_template" "resolved_deleted" {
  name = "deleted"
}

resource "aws_launch_template" "deny_existing_forgotten" {
  name = "forgotten"
}

resource "aws_launch_template" "old_name" {
  name = "moved"
}

resource "aws_launch_template" "deny_existing_replaced" {
  name = "replaced"
}

resource "aws_launch_template" "deny_existing_replaced_create_first" {
  name = "create-first"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_launch_template" "pass_untouched" {
  name = "fine"

  metadata_options {
    http_tokens = "required"
  }
}
