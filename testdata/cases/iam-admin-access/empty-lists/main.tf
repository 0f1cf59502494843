# A new role whose list of policies has no element is shown as one that is known after apply.
variable "none" {
  type    = list(string)
  default = []
}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role" "pass_none" {
  name                = "none"
  assume_role_policy  = local.trust
  managed_policy_arns = []
}

resource "aws_iam_role" "pass_none_by_default" {
  name                = "none-by-default"
  assume_role_policy  = local.trust
  managed_policy_arns = var.none
}

resource "aws_iam_role" "unknown_some_known_later" {
  name                = "some-known-later"
  assume_role_policy  = local.trust
  managed_policy_arns = concat(var.none, [terraform_data.later.output])
}

resource "terraform_data" "later" {
  input = "arn:aws:iam::aws:policy/AdministratorAccess"
}
