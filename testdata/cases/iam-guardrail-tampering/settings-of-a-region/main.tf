# What a region blocks or sets for all of it, and who may lift that.
resource "aws_vpc_block_public_access_options" "this" {
  internet_gateway_block_mode = "block-ingress"
}

resource "aws_ebs_snapshot_block_public_access" "this" {
  state = "block-all-sharing"
}

resource "aws_ec2_image_block_public_access" "this" {
  state = "block-new-sharing"
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens = "required"
}

locals {
  actions = {
    deny_mode_of_vpcs       = ["ec2:ModifyVpcBlockPublicAccessOptions"]
    deny_exclusions_of_vpcs = ["ec2:*VpcBlockPublicAccessExclusion"]
    deny_snapshots          = ["ec2:DisableSnapshotBlockPublicAccess"]
    deny_images             = ["ec2:Disable*"]
    deny_encryption         = ["ec2:DisableEbsEncryptionByDefault"]
    deny_metadata           = ["ec2:ModifyInstanceMetadataDefaults"]
    pass_looks_on           = ["ec2:Describe*", "ec2:Get*"]
    pass_tightens           = ["ec2:EnableEbsEncryptionByDefault", "ec2:DeleteVpcBlockPublicAccessExclusion"]
  }
}

resource "aws_iam_role" "each" {
  for_each = local.actions

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })

  inline_policy {
    name   = "own"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
  }
}
