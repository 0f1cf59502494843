# Only the time is not known of these policies, and a plan lists no function: all that an expression refers to is known.
# A variable that nobody sets leaves the policy to AWS.

variable "who" {
  default = "*"
}

variable "policy" {
  type    = string
  default = null
}

locals {
  dated = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Since${formatdate("YYYYMMDD", timestamp())}"
      Effect    = "Allow"
      Principal = { AWS = var.who }
      Action    = "*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_key" "unknown_dated" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Since${formatdate("YYYYMMDD", timestamp())}"
      Effect    = "Allow"
      Principal = { AWS = var.who }
      Action    = "*"
      Resource  = "*"
    }]
  })
}

resource "aws_sqs_queue" "unknown_dated" {
  policy = local.dated
}

resource "aws_sns_topic" "unknown_perhaps" {
  policy = coalesce(var.policy, local.dated)
}

resource "aws_kms_key" "pass_unset" {
  policy = var.policy
}
