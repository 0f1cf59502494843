resource "aws_launch_template" "deny_existing_untouched" {
  name = "untouched"
}

resource "aws_launch_template" "deny_existing_other_change" {
  name          = "other-change"
  instance_type = "t3.small"
}

resource "aws_launch_template" "deny_introduced_loosened" {
  name = "loosened"

  metadata_options {
    http_tokens = "optional"
  }
}

# The provider keeps the options when the block goes: nothing changes.
resource "aws_launch_template" "pass_block_removed" {
  name = "block-removed"
}

resource "aws_launch_template" "resolved_tightened" {
  name = "tightened"

  metadata_options {
    http_tokens = "required"
  }
}

removed {
  from = aws_launch_template.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

moved {
  from = aws_launch_template.old_name
  to   = aws_launch_template.deny_existing_moved
}

resource "aws_launch_template" "deny_existing_moved" {
  name = "moved"
}

resource "aws_launch_template" "deny_existing_replaced" {
  name = "replaced-by-this"
}

resource "aws_launch_template" "deny_existing_replaced_create_first" {
  name = "create-first-by-this"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_launch_template" "deny_introduced_created" {
  name = "created"
}

resource "aws_launch_template" "pass_untouched" {
  name = "fine"

  metadata_options {
    http_tokens = "required"
  }
}
