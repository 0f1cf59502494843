resource "aws_kms_key" "deny_introduced_shortened" {
  description             = "orders"
  deletion_window_in_days = 30
}

resource "aws_kms_key" "deny_existing_short" {
  description             = "reports"
  deletion_window_in_days = 7
}

resource "aws_kms_key" "resolved_longer" {
  description             = "payments"
  deletion_window_in_days = 7
}
