module "integrations" {
  source = "./modules/user"
  status = { deny_mail = "Active", pass_fax = "Inactive" }
}

# A user without a key is what one wants.
resource "aws_iam_user" "console" {
  name = "console"
}
