resource "aws_guardduty_organization_admin_account" "deny_introduced_gone" {
  admin_account_id = "222222222222"
}
