resource "aws_efs_file_system" "deny_existing_open" {
  creation_token = "orders"
}

resource "aws_efs_file_system" "resolved_replaced" {
  creation_token = "invoices"
}
