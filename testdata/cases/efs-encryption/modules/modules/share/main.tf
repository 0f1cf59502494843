variable "name" {
  type = string
}

variable "encrypted" {
  type    = bool
  default = null
}

# A module that passes on a variable that nobody set leaves the attribute out.
resource "aws_efs_file_system" "deny_passed_on" {
  creation_token = var.name
  encrypted      = var.encrypted
}

resource "aws_efs_file_system" "pass_with_default" {
  creation_token = "${var.name}-safe"
  encrypted      = coalesce(var.encrypted, true)
}
