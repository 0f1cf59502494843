variable "managed" {
  type    = bool
  default = null
}

resource "terraform_data" "managed" {
  input = true
}

resource "aws_kms_key" "queues" {
  enable_key_rotation = true
}

resource "aws_sqs_queue" "deny_off" {
  name                    = "orders"
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "pass_omitted" {
  name = "invoices"
}

resource "aws_sqs_queue" "pass_null" {
  name                    = "reports"
  sqs_managed_sse_enabled = var.managed
}

resource "aws_sqs_queue" "pass_on" {
  name                    = "payments"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue" "pass_key" {
  name              = "refunds"
  kms_master_key_id = aws_kms_key.queues.id
}

resource "aws_sqs_queue" "unknown_managed" {
  name                    = "archive"
  sqs_managed_sse_enabled = terraform_data.managed.output
}

resource "aws_sqs_queue" "worker" {
  for_each                = { deny_fast = false, pass_slow = true }
  name                    = each.key
  sqs_managed_sse_enabled = each.value
}
