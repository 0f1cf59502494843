provider "aws" {}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_ec2_image_block_public_access" "pass_new" {
  state = "block-new-sharing"
}

resource "aws_ec2_image_block_public_access" "deny_off" {
  provider = aws.west
  state    = "unblocked"
}
