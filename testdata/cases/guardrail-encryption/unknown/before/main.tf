resource "aws_kms_key" "unknown_switch" {
  enable_key_rotation = true
}
