# The node role stands in the node group and not in the template.
resource "aws_launch_template" "deny_nodes" {
  name = "deny-nodes"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_eks_node_group" "deny_nodes" {
  cluster_name    = "main"
  node_group_name = "deny-nodes"
  node_role_arn   = "arn:aws:iam::123456789012:role/nodes"
  subnet_ids      = ["subnet-12345678"]

  launch_template {
    id      = aws_launch_template.deny_nodes.id
    version = aws_launch_template.deny_nodes.latest_version
  }

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

resource "aws_launch_template" "pass_nodes" {
  name = "pass-nodes"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}

resource "aws_eks_node_group" "pass_nodes" {
  cluster_name    = "main"
  node_group_name = "pass-nodes"
  node_role_arn   = "arn:aws:iam::123456789012:role/nodes"
  subnet_ids      = ["subnet-12345678"]

  launch_template {
    id      = aws_launch_template.pass_nodes.id
    version = aws_launch_template.pass_nodes.latest_version
  }

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

resource "aws_launch_template" "deny_jobs" {
  name = "deny-jobs"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_batch_compute_environment" "jobs" {
  compute_environment_name = "jobs"
  type                     = "MANAGED"

  compute_resources {
    type               = "EC2"
    instance_role      = "arn:aws:iam::123456789012:instance-profile/jobs"
    instance_type      = ["optimal"]
    max_vcpus          = 4
    security_group_ids = ["sg-12345678"]
    subnets            = ["subnet-12345678"]

    launch_template {
      launch_template_name = "deny-jobs"
    }
  }
}
