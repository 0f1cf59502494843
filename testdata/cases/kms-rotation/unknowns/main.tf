resource "terraform_data" "rotate" {
  input = true
}

resource "terraform_data" "spec" {
  input = "RSA_2048"
}

resource "aws_kms_key" "unknown_rotation" {
  description         = "orders"
  enable_key_rotation = terraform_data.rotate.output
}

resource "aws_kms_key" "unknown_spec" {
  description              = "invoices"
  customer_master_key_spec = terraform_data.spec.output
}

resource "aws_kms_key" "unknown_enabled" {
  description = "archive"
  is_enabled  = terraform_data.rotate.output
}

# One known fact is enough.
resource "aws_kms_key" "pass_rotation_spec_unknown" {
  description              = "payments"
  customer_master_key_spec = terraform_data.spec.output
  enable_key_rotation      = true
}

resource "aws_kms_key" "pass_rsa_rotation_unknown" {
  description              = "signing"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "RSA_2048"
  enable_key_rotation      = terraform_data.rotate.output
}
