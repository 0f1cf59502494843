locals {
  subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  role    = "arn:aws:iam::111122223333:role/cluster"
}

resource "terraform_data" "network" {
  input = "203.0.113.0/24"
}

resource "terraform_data" "public" {
  input = false
}

resource "aws_eks_cluster" "deny_omitted" {
  name     = "orders"
  role_arn = local.role

  vpc_config {
    subnet_ids = local.subnets
  }
}

resource "aws_eks_cluster" "deny_private_too" {
  name     = "invoices"
  role_arn = local.role

  vpc_config {
    subnet_ids              = local.subnets
    endpoint_public_access  = true
    endpoint_private_access = true
  }
}

resource "aws_eks_cluster" "deny_world" {
  name     = "reports"
  role_arn = local.role

  vpc_config {
    subnet_ids          = local.subnets
    public_access_cidrs = ["203.0.113.0/24", "0.0.0.0/0"]
  }
}

# Without a range it is AWS that chooses, the world.
resource "aws_eks_cluster" "deny_no_range" {
  name     = "returns"
  role_arn = local.role

  vpc_config {
    subnet_ids          = local.subnets
    public_access_cidrs = []
  }
}

# No piece is the world, all of them together are.
resource "aws_eks_cluster" "deny_world_in_pieces" {
  name     = "refunds"
  role_arn = local.role

  vpc_config {
    subnet_ids          = local.subnets
    public_access_cidrs = ["52.0.0.0/9", "52.128.0.0/9"]
  }
}

# A set with an unknown element is wholly unknown in the plan.
resource "aws_eks_cluster" "unknown_world_beside_unknown" {
  name     = "ledger"
  role_arn = local.role

  vpc_config {
    subnet_ids          = local.subnets
    public_access_cidrs = ["0.0.0.0/0", terraform_data.network.output]
  }
}

resource "aws_eks_cluster" "pass_private" {
  name     = "payments"
  role_arn = local.role

  vpc_config {
    subnet_ids              = local.subnets
    endpoint_public_access  = false
    endpoint_private_access = true
  }
}

resource "aws_eks_cluster" "pass_narrow" {
  name     = "sessions"
  role_arn = local.role

  vpc_config {
    subnet_ids          = local.subnets
    public_access_cidrs = ["203.0.113.0/24", "198.51.100.7/32"]
  }
}

resource "aws_eks_cluster" "unknown_network" {
  name     = "archive"
  role_arn = local.role

  vpc_config {
    subnet_ids          = local.subnets
    public_access_cidrs = ["203.0.113.0/24", terraform_data.network.output]
  }
}

resource "aws_eks_cluster" "unknown_public" {
  name     = "search"
  role_arn = local.role

  vpc_config {
    subnet_ids             = local.subnets
    endpoint_public_access = terraform_data.public.output
  }
}
