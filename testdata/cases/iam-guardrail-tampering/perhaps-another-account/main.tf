# The log group of a trail stands where the role is that can delete it; in which account, the plan does not tell of `live`.
variable "other_role" {
  type    = string
  default = "arn:aws:iam::777788889999:role/deploy"
}

locals {
  live  = "arn:aws:iam::444455556666:role/deploy"
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "live"
  region = "us-east-1"
  assume_role {
    role_arn = local.live
  }
}

provider "aws" {
  alias  = "other"
  region = "us-east-1"
  assume_role {
    role_arn = var.other_role
  }
}

data "aws_caller_identity" "tools" {}

module "tools" {
  source = "./modules/trail"
  name   = "tools"
  deletes = {
    deny_its_own         = "arn:aws:logs:us-east-1:123456789012:log-group:trail-of-tools*"
    pass_that_of_another = "arn:aws:logs:us-east-1:999900001111:log-group:trail-of-tools*"
  }
}

module "live" {
  source = "./modules/trail"
  name   = "live"
  deletes = {
    unknown_its_own = "arn:aws:logs:us-east-1:444455556666:log-group:trail-of-live*"
  }
  providers = { aws = aws.live }
}

module "other" {
  source = "./modules/trail"
  name   = "other"
  deletes = {
    deny_its_own           = "arn:aws:logs:us-east-1:777788889999:log-group:trail-of-other*"
    pass_that_of_the_tools = "arn:aws:logs:us-east-1:123456789012:log-group:trail-of-other*"
  }
  providers = { aws = aws.other }
}
