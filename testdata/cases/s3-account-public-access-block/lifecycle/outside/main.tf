provider "aws" {
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::888899990000:role/deploy"
  }
}

resource "aws_s3_account_public_access_block" "by_hand" {
  block_public_acls  = true
  ignore_public_acls = true
}
