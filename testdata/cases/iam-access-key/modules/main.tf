module "integrations" {
  source = "./modules/users"
  status = { deny_mail = "Active", pass_fax = "Inactive" }
}

# A user without a key is what one wants.
resource "aws_iam_user" "console" {
  name = "console"
}
