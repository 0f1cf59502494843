locals {
  on = true
}

resource "terraform_data" "on" {
  input = true
}

resource "aws_efs_file_system" "deny_omitted" {
  creation_token = "orders"
}

resource "aws_efs_file_system" "deny_false" {
  creation_token = "invoices"
  encrypted      = false
}

resource "aws_efs_file_system" "deny_null" {
  creation_token = "reports"
  encrypted      = null
}

resource "aws_efs_file_system" "pass_true" {
  creation_token = "payments"
  encrypted      = local.on
}

resource "aws_efs_file_system" "unknown_encrypted" {
  creation_token = "archive"
  encrypted      = terraform_data.on.output
}

resource "aws_efs_file_system" "this" {
  for_each       = { pass_sessions = true, deny_cache = false }
  creation_token = each.key
  encrypted      = each.value
}
