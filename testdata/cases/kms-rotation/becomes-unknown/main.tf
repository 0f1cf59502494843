resource "terraform_data" "rotate" {
  input = true
}

resource "aws_kms_key" "unknown_existing_rotation" {
  description         = "failed before"
  enable_key_rotation = terraform_data.rotate.output
}

resource "aws_kms_key" "unknown_rotation" {
  description         = "passed before"
  enable_key_rotation = terraform_data.rotate.output
}
