variable "name" {
  type = string
}

variable "public" {
  type    = bool
  default = null
}

variable "networks" {
  type    = list(string)
  default = null
}

locals {
  public = var.public != false
}

resource "aws_eks_cluster" "this" {
  for_each = toset([local.public ? "deny_public" : "pass_private"])
  name     = "${var.name}-${each.key}"
  role_arn = "arn:aws:iam::111122223333:role/cluster"

  vpc_config {
    subnet_ids              = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
    endpoint_public_access  = var.public
    endpoint_private_access = true
    public_access_cidrs     = var.networks
  }
}
