provider "aws" {}

resource "aws_vpc_block_public_access_options" "deny_introduced_deleted" {
  internet_gateway_block_mode = "block-bidirectional"
}

resource "aws_ebs_snapshot_block_public_access" "deny_introduced_deleted" {
  state = "block-all-sharing"
}

resource "aws_ec2_image_block_public_access" "pass_only_let_go" {
  state = "block-new-sharing"
}

