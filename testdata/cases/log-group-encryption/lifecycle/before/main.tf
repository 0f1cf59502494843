resource "aws_cloudwatch_log_group" "deny_introduced_key_removed" {
  name       = "orders"
  kms_key_id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_cloudwatch_log_group" "resolved_key_added" {
  name = "payments"
}
