# What the old key signed or encrypted needs the old key, whichever comes first.
resource "aws_kms_key" "deny_introduced_replaced" {
  description              = "signing"
  customer_master_key_spec = "RSA_4096"
  key_usage                = "SIGN_VERIFY"

  lifecycle {
    create_before_destroy = true
  }
}

removed {
  from = aws_kms_key.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}
