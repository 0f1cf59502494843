resource "aws_kms_key" "pass_rsa" {
  description              = "signing"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "RSA_2048"
}

resource "aws_kms_key" "pass_elliptic_curve" {
  description              = "tokens"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
}

resource "aws_kms_key" "pass_hmac" {
  description              = "cookies"
  key_usage                = "GENERATE_VERIFY_MAC"
  customer_master_key_spec = "HMAC_256"
}

resource "aws_kms_key" "pass_custom_key_store" {
  description         = "hsm"
  custom_key_store_id = "cks-0a1b2c3d4e5f60718"
}

resource "aws_kms_key" "pass_disabled" {
  description = "retired"
  is_enabled  = false
}

# Omitted and written out are the same key.
resource "aws_kms_key" "deny_symmetric_written_out" {
  description              = "orders"
  key_usage                = "ENCRYPT_DECRYPT"
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
}

# AWS cannot rotate imported material or a replica, so these types are not judged.
resource "aws_kms_external_key" "imported" {
  description = "imported"
}

resource "aws_kms_replica_key" "replica" {
  description     = "replica"
  primary_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/mrk-0a1b2c3d4e5f60718293a4b5c6d7e8f9"
}
