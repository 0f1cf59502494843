resource "aws_security_group" "bastion" {
  name = "bastion"
}

resource "terraform_data" "key" {
  input = timestamp()
}

locals {
  access = {
    deny_key_alone        = { key = "ops", groups = null }
    deny_key_and_no_group = { key = "ops", groups = [] }
    pass_from_a_group     = { key = "ops", groups = ["sg-0123456789abcdef0"] }
    pass_no_key           = { key = null, groups = null }
    unknown_key           = { key = terraform_data.key.output, groups = null }
    pass_unknown_key      = { key = terraform_data.key.output, groups = ["sg-0123456789abcdef0"] }
  }
}

resource "aws_eks_node_group" "each" {
  for_each        = local.access
  cluster_name    = "apps"
  node_group_name = replace(each.key, "_", "-")
  node_role_arn   = "arn:aws:iam::123456789012:role/nodes"
  subnet_ids      = ["subnet-0123456789abcdef0"]
  remote_access {
    ec2_ssh_key               = each.value.key
    source_security_group_ids = each.value.groups
  }
  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

resource "aws_eks_node_group" "pass_from_the_bastion" {
  cluster_name    = "apps"
  node_group_name = "pass-from-the-bastion"
  node_role_arn   = "arn:aws:iam::123456789012:role/nodes"
  subnet_ids      = ["subnet-0123456789abcdef0"]
  remote_access {
    ec2_ssh_key               = "ops"
    source_security_group_ids = [aws_security_group.bastion.id]
  }
  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

resource "aws_eks_node_group" "pass_no_access" {
  cluster_name    = "apps"
  node_group_name = "pass-no-access"
  node_role_arn   = "arn:aws:iam::123456789012:role/nodes"
  subnet_ids      = ["subnet-0123456789abcdef0"]
  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}
