locals {
  everyone = "all"
}

resource "terraform_data" "account" {
  input = "111122223333"
}

resource "aws_ami_launch_permission" "deny_all" {
  image_id = "ami-0abcdef1234567890"
  group    = "all"
}

resource "aws_ami_launch_permission" "deny_all_through_local" {
  image_id = "ami-0abcdef1234567891"
  group    = local.everyone
}

resource "aws_ami_launch_permission" "pass_account" {
  image_id   = "ami-0abcdef1234567890"
  account_id = "111122223333"
}

resource "aws_ami_launch_permission" "pass_account_unknown" {
  image_id   = "ami-0abcdef1234567890"
  account_id = terraform_data.account.output
}

resource "aws_ami_launch_permission" "pass_organization" {
  image_id         = "ami-0abcdef1234567890"
  organization_arn = "arn:aws:organizations::111122223333:organization/o-abcdefghij"
}

resource "aws_ami_launch_permission" "unknown_group" {
  image_id = "ami-0abcdef1234567890"
  group    = terraform_data.account.output
}
