variable "rotate" {
  type = bool
}

resource "aws_kms_key" "pass_rotation_from_variable" {
  enable_key_rotation = var.rotate
}
