# A plan shows no local values. The account in which the role stands may be the one that is let in.
variable "accounts" {
  type    = list(string)
  default = ["444455556666"]
}

locals {
  live = "arn:aws:iam::${var.accounts[0]}:role/deploy"
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

data "aws_caller_identity" "tools" {}

locals {
  trusted = {
    pass_tools             = "123456789012"
    pass_logs_of_balancers = "127311923021"
    deny_vendor            = "464622532012"
    unknown_live           = "444455556666"
    unknown_another        = "999900001111"
  }
}

resource "aws_iam_role" "tools" {
  for_each = local.trusted
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}

resource "aws_iam_role" "live" {
  for_each = local.trusted
  provider = aws.live
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}
