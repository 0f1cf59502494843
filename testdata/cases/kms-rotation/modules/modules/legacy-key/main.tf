variable "rotate" {
  type    = bool
  default = null
}

resource "aws_kms_key" "deny_variable_is_null" {
  enable_key_rotation = var.rotate
}
