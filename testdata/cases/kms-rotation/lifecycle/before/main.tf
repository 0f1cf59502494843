resource "aws_kms_key" "deny_introduced_turned_off" {
  description         = "turned off"
  enable_key_rotation = true
}

resource "aws_kms_key" "deny_introduced_line_removed" {
  description         = "line removed"
  enable_key_rotation = true
}

resource "aws_kms_key" "deny_existing_untouched" {
  description = "untouched"
}

resource "aws_kms_key" "deny_existing_description_changed" {
  description = "orders"
}

resource "aws_kms_key" "deny_existing_forgotten" {
  description = "forgotten"
}

resource "aws_kms_key" "old_name" {
  description = "moved"
}

resource "aws_kms_key" "deny_existing_replaced" {
  description = "replaced"
}

resource "aws_kms_key" "deny_introduced_enabled_again" {
  description = "enabled again"
  is_enabled  = false
}

resource "aws_kms_key" "resolved_turned_on" {
  description = "turned on"
}

resource "aws_kms_key" "resolved_deleted" {
  description = "deleted"
}

resource "aws_kms_key" "pass_untouched" {
  description         = "fine"
  enable_key_rotation = true
}

resource "aws_kms_key" "pass_forgotten" {
  description         = "fine and forgotten"
  enable_key_rotation = true
}
