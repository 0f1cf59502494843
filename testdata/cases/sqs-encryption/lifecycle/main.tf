resource "aws_sqs_queue" "deny_introduced_off" {
  name                    = "orders"
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "deny_existing_off" {
  name                    = "reports"
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "resolved_on" {
  name                    = "payments"
  sqs_managed_sse_enabled = true
}
