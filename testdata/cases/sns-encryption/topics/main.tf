variable "key" {
  type    = string
  default = null
}

resource "terraform_data" "key" {
  input = "alias/orders"
}

resource "aws_kms_key" "topics" {
  enable_key_rotation = true
}

resource "aws_sns_topic" "deny_omitted" {
  name = "orders"
}

resource "aws_sns_topic" "deny_null" {
  name              = "invoices"
  kms_master_key_id = var.key
}

resource "aws_sns_topic" "deny_empty" {
  name              = "reports"
  kms_master_key_id = ""
}

resource "aws_sns_topic" "pass_alias" {
  name              = "payments"
  kms_master_key_id = "alias/payments"
}

# The key is not there yet, but it will be.
resource "aws_sns_topic" "pass_key_of_plan" {
  name              = "refunds"
  kms_master_key_id = aws_kms_key.topics.arn
}

resource "aws_sns_topic" "unknown_key" {
  name              = "archive"
  kms_master_key_id = terraform_data.key.output
}

resource "aws_sns_topic" "unknown_conditional" {
  name              = "sessions"
  kms_master_key_id = terraform_data.key.output == "" ? null : aws_kms_key.topics.arn
}
