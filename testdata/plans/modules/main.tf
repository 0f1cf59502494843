terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Project = "shop"
    }
  }
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

variable "region" {
  type    = string
  default = "us-east-1"
}

variable "services" {
  description = "The services of the shop, and how each of them runs."

  type = map(object({
    instances    = number
    bucket_names = set(string)
    tokens       = optional(string, "required")
  }))

  default = {
    orders = {
      instances    = 2
      bucket_names = ["uploads", "exports"]
    }

    "invoices.eu" = {
      instances    = 1
      bucket_names = ["documents"]
      tokens       = "optional"
    }
  }
}

module "network" {
  source = "./modules/network"

  name       = "shop"
  cidr_block = "10.0.0.0/16"
  subnets    = 2
}

module "service" {
  source   = "./modules/service"
  for_each = var.services

  name         = each.key
  instances    = each.value.instances
  bucket_names = each.value.bucket_names
  tokens       = each.value.tokens
  vpc_id       = module.network.vpc_id
  subnet_ids   = module.network.subnet_ids
  kms_key_arn  = aws_kms_key.shop.arn
}

module "replica" {
  source = "./modules/bucket"

  providers = {
    aws = aws.ireland
  }

  name = "shop-replica"
}

resource "aws_kms_key" "shop" {
  description         = "shop"
  enable_key_rotation = true
}

output "buckets" {
  value = { for name, service in module.service : name => service.bucket_arns }
}

output "vpc_id" {
  value = module.network.vpc_id
}
