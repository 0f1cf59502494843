resource "terraform_data" "on" {
  input = true
}

resource "aws_ebs_encryption_by_default" "unknown_enabled" {
  enabled = terraform_data.on.output
}
