provider "aws" {}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_ebs_encryption_by_default" "pass_true" {
  enabled = true
}

resource "aws_ebs_encryption_by_default" "deny_false" {
  provider = aws.west
  enabled  = false
}
