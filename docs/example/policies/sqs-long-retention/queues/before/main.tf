resource "aws_sqs_queue" "invoices" {
  name                      = "invoices"
  message_retention_seconds = 86400
}

resource "aws_sqs_queue" "audit" {
  name                      = "audit"
  message_retention_seconds = 900
}

resource "aws_sqs_queue" "payments" {
  name                      = "payments"
  message_retention_seconds = 3600
}
