# The role is a variable of a module: what its call gives is written, or a variable of the root module.
variable "data_role" {
  type    = string
  default = "arn:aws:iam::777788889999:role/deploy"
}

provider "aws" {
  region = "us-east-1"
}

data "aws_caller_identity" "tools" {}

module "live" {
  source = "./modules/account"
  role   = "arn:aws:iam::444455556666:role/deploy"
}

module "data" {
  source = "./modules/account"
  role   = var.data_role
}

resource "aws_iam_role" "tools" {
  for_each = {
    pass_tools   = "123456789012"
    pass_live    = "444455556666"
    pass_data    = "777788889999"
    pass_dns     = "222233334444"
    deny_another = "999900001111"
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}
