resource "aws_securityhub_organization_admin_account" "deny_introduced_gone" {
  admin_account_id = "222222222222"
}

resource "aws_macie2_organization_admin_account" "pass_administrator" {
  admin_account_id = "222222222222"
}

resource "aws_inspector2_delegated_admin_account" "pass_inspector" {
  account_id = "222222222222"
}
