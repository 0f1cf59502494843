resource "aws_sqs_queue" "orders" {
  name                      = "orders"
  message_retention_seconds = 1209600
}

# Nobody wrote the attribute: AWS keeps messages for four days.
resource "aws_sqs_queue" "mails" {
  name = "mails"
}

resource "aws_sqs_queue" "metrics" {
  name                      = "metrics"
  message_retention_seconds = 600
}

# Lowered by this plan.
resource "aws_sqs_queue" "invoices" {
  name                      = "invoices"
  message_retention_seconds = 3600
}

# It was too low before, and still is.
resource "aws_sqs_queue" "audit" {
  name                      = "audit"
  message_retention_seconds = 900
}

# Mended by this plan.
resource "aws_sqs_queue" "payments" {
  name                      = "payments"
  message_retention_seconds = 86400
}
