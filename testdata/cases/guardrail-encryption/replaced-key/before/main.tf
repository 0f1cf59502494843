resource "aws_kms_key" "deny_introduced_replaced" {
  description              = "signing"
  customer_master_key_spec = "RSA_2048"
  key_usage                = "SIGN_VERIFY"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_kms_key" "deny_introduced_forgotten" {
  enable_key_rotation = true
}
