variable "key" {
  type    = string
  default = null
}

resource "aws_kms_key" "logs" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { Service = "logs.us-east-1.amazonaws.com" }, Action = "kms:GenerateDataKey*", Resource = "*" },
    ]
  })
}

resource "terraform_data" "key" {
  input = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_cloudwatch_log_group" "deny_omitted" {
  name = "/app/orders"
}

resource "aws_cloudwatch_log_group" "deny_null" {
  name       = "/app/invoices"
  kms_key_id = var.key
}

resource "aws_cloudwatch_log_group" "pass_key" {
  name       = "/app/payments"
  kms_key_id = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "unknown_key" {
  name       = "/app/archive"
  kms_key_id = terraform_data.key.output
}
