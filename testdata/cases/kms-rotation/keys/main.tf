resource "aws_kms_key" "deny_rotation_omitted" {
  description = "orders"
}

resource "aws_kms_key" "deny_rotation_false" {
  description         = "invoices"
  enable_key_rotation = false
}

resource "aws_kms_key" "deny_rotation_null" {
  description         = "invoices archive"
  enable_key_rotation = null
}

resource "aws_kms_key" "deny_multi_region_primary" {
  description  = "sessions"
  multi_region = true
}

resource "aws_kms_key" "pass_rotation" {
  description         = "payments"
  enable_key_rotation = true
}

resource "aws_kms_key" "pass_rotation_period" {
  description             = "payments archive"
  enable_key_rotation     = true
  rotation_period_in_days = 180
}
