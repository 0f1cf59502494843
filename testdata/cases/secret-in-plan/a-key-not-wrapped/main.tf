# The provider takes an empty PGP key for none: the secret of the access key is a plain attribute.

variable "pgp_key" {
  default = ""
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_iam_user" "pass" {
  name = "deployer"
}

resource "aws_iam_access_key" "pass" {
  user    = aws_iam_user.pass.name
  pgp_key = var.pgp_key
}

resource "aws_ssm_parameter" "deny_plain" {
  name  = "/deployer/secret"
  type  = "String"
  value = aws_iam_access_key.pass.secret
}
