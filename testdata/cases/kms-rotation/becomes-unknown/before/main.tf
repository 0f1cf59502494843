resource "aws_kms_key" "unknown_existing_rotation" {
  description = "failed before"
}

resource "aws_kms_key" "unknown_rotation" {
  description         = "passed before"
  enable_key_rotation = true
}
