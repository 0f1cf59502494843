variable "enable" {
  type    = bool
  default = false
}

resource "aws_guardduty_detector" "deny_variable_false" {
  enable = var.enable
}
