provider "aws" {}

provider "aws" {
  alias  = "a"
  region = "us-east-2"
}

provider "aws" {
  alias  = "b"
  region = "us-west-1"
}

provider "aws" {
  alias  = "c"
  region = "us-west-2"
}

resource "aws_vpc_block_public_access_options" "deny_introduced_off" {
  internet_gateway_block_mode = "block-ingress"
}

resource "aws_vpc_block_public_access_options" "deny_introduced_way_out" {
  provider                    = aws.a
  internet_gateway_block_mode = "block-bidirectional"
}

resource "aws_vpc_block_public_access_options" "pass_stronger" {
  provider                    = aws.b
  internet_gateway_block_mode = "block-ingress"
}

resource "aws_vpc_block_public_access_options" "unknown_mode" {
  provider                    = aws.c
  internet_gateway_block_mode = "block-ingress"
}

resource "aws_ebs_snapshot_block_public_access" "deny_introduced_those_there" {
  state = "block-all-sharing"
}

resource "aws_ebs_snapshot_block_public_access" "deny_introduced_all" {
  provider = aws.a
  state    = "block-new-sharing"
}

resource "aws_ebs_snapshot_block_public_access" "pass_stronger" {
  provider = aws.b
  state    = "block-new-sharing"
}

resource "aws_ebs_snapshot_block_public_access" "pass_never" {
  provider = aws.c
  state    = "unblocked"
}

resource "aws_ec2_image_block_public_access" "deny_introduced_images" {
  state = "block-new-sharing"
}

resource "aws_ec2_image_block_public_access" "pass_same" {
  provider = aws.a
  state    = "block-new-sharing"
}

