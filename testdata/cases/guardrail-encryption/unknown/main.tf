resource "terraform_data" "on" {
  input = true
}

resource "aws_kms_key" "unknown_switch" {
  enable_key_rotation = true
  is_enabled          = terraform_data.on.output
}
