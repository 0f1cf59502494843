# Who looks after the accounts of the organization: what is renamed is still there.
resource "aws_macie2_organization_admin_account" "pass_renamed" {
  admin_account_id = "222222222222"
}

resource "aws_inspector2_delegated_admin_account" "pass_inspector" {
  account_id = "222222222222"
}
