resource "aws_efs_file_system" "deny_existing_open" {
  creation_token = "orders"
  tags           = { team = "orders" }
}

resource "aws_efs_file_system" "resolved_replaced" {
  creation_token = "invoices"
  encrypted      = true
}

resource "aws_efs_file_system" "deny_introduced_new" {
  creation_token = "reports"
}
