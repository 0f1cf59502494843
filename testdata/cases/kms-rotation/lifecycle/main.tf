resource "aws_kms_key" "deny_introduced_turned_off" {
  description         = "turned off"
  enable_key_rotation = false
}

resource "aws_kms_key" "deny_introduced_line_removed" {
  description = "line removed"
}

resource "aws_kms_key" "deny_introduced_created" {
  description = "created"
}

resource "aws_kms_key" "deny_existing_untouched" {
  description = "untouched"
}

resource "aws_kms_key" "deny_existing_description_changed" {
  description = "orders and invoices"
}

removed {
  from = aws_kms_key.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

moved {
  from = aws_kms_key.old_name
  to   = aws_kms_key.deny_existing_moved
}

resource "aws_kms_key" "deny_existing_moved" {
  description = "moved"
}

resource "aws_kms_key" "deny_existing_replaced" {
  description  = "replaced"
  multi_region = true
}

# A disabled key is not judged for rotation; the same key enabled is.
resource "aws_kms_key" "deny_introduced_enabled_again" {
  description = "enabled again"
}

resource "aws_kms_key" "resolved_turned_on" {
  description         = "turned on"
  enable_key_rotation = true
}

resource "aws_kms_key" "pass_untouched" {
  description         = "fine"
  enable_key_rotation = true
}

removed {
  from = aws_kms_key.pass_forgotten

  lifecycle {
    destroy = false
  }
}
