# CloudWatch Logs makes no group with a key that it may not use:
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
data "aws_region" "here" {}

locals {
  root = { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" }
  logs = {
    Effect    = "Allow"
    Principal = { Service = "logs.${data.aws_region.here.name}.amazonaws.com" }
    Action    = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    Resource  = "*"
  }
  context = "kms:EncryptionContext:aws:logs:arn"
  policies = {
    deny_root_only    = [local.root]
    deny_other        = [local.root, merge(local.logs, { Principal = { Service = "cloudtrail.amazonaws.com" } })]
    deny_decrypt_only = [local.root, merge(local.logs, { Action = "kms:Decrypt" })]
    deny_other_group  = [local.root, merge(local.logs, { Condition = { ArnEquals = { (local.context) = "arn:aws:logs:us-east-1:123456789012:log-group:elsewhere" } } })]
    deny_denied       = [local.root, local.logs, merge(local.logs, { Effect = "Deny", Principal = "*" })]
    pass_region       = [local.root, local.logs]
    pass_account      = [local.root, merge(local.logs, { Condition = { ArnLike = { (local.context) = "arn:aws:logs:us-east-1:123456789012:*" } } })]
    pass_group        = [local.root, merge(local.logs, { Condition = { ArnEquals = { (local.context) = "arn:aws:logs:us-east-1:123456789012:log-group:pass_group" } } })]
    unknown_tag       = [local.root, merge(local.logs, { Condition = { StringEquals = { "example:Key" = "a" } } })]
  }
}

resource "aws_kms_key" "each" {
  for_each            = local.policies
  enable_key_rotation = true
  policy              = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_cloudwatch_log_group" "each" {
  for_each   = local.policies
  name       = each.key
  kms_key_id = aws_kms_key.each[each.key].arn
}

# What KMS writes for a key that says nothing lets no service in.
resource "aws_kms_key" "silent" {
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "deny_silent" {
  name       = "silent"
  kms_key_id = aws_kms_key.silent.arn
}

resource "aws_kms_key" "beside" {
  enable_key_rotation = true
}

resource "aws_kms_key_policy" "beside" {
  key_id = aws_kms_key.beside.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.root, local.logs] })
}

resource "aws_cloudwatch_log_group" "pass_beside" {
  name       = "beside"
  kms_key_id = aws_kms_key.beside.arn
}
