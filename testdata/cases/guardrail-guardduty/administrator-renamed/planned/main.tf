resource "aws_guardduty_organization_admin_account" "pass_administrator" {
  admin_account_id = "222222222222"
}
