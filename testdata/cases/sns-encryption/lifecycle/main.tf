resource "aws_sns_topic" "deny_introduced_key_removed" {
  name = "orders"
}

resource "aws_sns_topic" "deny_existing_open" {
  name = "reports"
}

resource "aws_sns_topic" "resolved_key_added" {
  name              = "payments"
  kms_master_key_id = "alias/payments"
}
