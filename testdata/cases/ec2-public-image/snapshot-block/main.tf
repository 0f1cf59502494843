provider "aws" {}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_ebs_snapshot_block_public_access" "pass_all" {
  state = "block-all-sharing"
}

# Snapshots that are public already stay public.
resource "aws_ebs_snapshot_block_public_access" "deny_new_only" {
  provider = aws.west
  state    = "block-new-sharing"
}
