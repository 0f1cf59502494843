provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

resource "aws_ebs_volume" "pass_same_region" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "deny_other_region" {
  provider = aws.ireland

  availability_zone = "eu-west-1a"
  size              = 40
}
