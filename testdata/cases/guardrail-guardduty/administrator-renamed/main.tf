# What bears another name is still there.
resource "aws_guardduty_organization_admin_account" "pass_renamed" {
  admin_account_id = "222222222222"
}
