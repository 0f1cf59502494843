variable "days" {
  type    = number
  default = null
}

resource "terraform_data" "days" {
  input = 30
}

resource "aws_kms_key" "deny_week" {
  description             = "orders"
  deletion_window_in_days = 7
}

resource "aws_kms_key" "deny_thirteen" {
  description             = "invoices"
  deletion_window_in_days = 13
}

resource "aws_kms_key" "pass_fourteen" {
  description             = "payments"
  deletion_window_in_days = 14
}

resource "aws_kms_key" "pass_omitted" {
  description = "reports"
}

resource "aws_kms_key" "pass_null" {
  description             = "refunds"
  deletion_window_in_days = var.days
}

resource "aws_kms_key" "unknown_days" {
  description             = "archive"
  deletion_window_in_days = terraform_data.days.output
}

resource "aws_kms_external_key" "deny_external" {
  description             = "imported"
  deletion_window_in_days = 10
}

resource "aws_kms_replica_key" "deny_replica" {
  primary_key_arn         = "arn:aws:kms:us-west-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"
  deletion_window_in_days = 7
}

resource "aws_kms_key" "this" {
  for_each                = { deny_short = 8, pass_long = 28 }
  deletion_window_in_days = each.value
}
