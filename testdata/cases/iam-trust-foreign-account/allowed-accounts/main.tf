# What a configuration allows is one's own, whichever of it a role that the plan does not show reaches.
locals {
  live = "arn:aws:iam::444455556666:role/deploy"
  data = "arn:aws:iam::777788889999:role/deploy"
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias               = "live"
  region              = "us-east-1"
  allowed_account_ids = ["444455556666"]
  assume_role {
    role_arn = local.live
  }
}

provider "aws" {
  alias               = "data"
  region              = "us-east-1"
  allowed_account_ids = ["777788889999", "888899990000"]
  assume_role {
    role_arn = local.data
  }
}

data "aws_caller_identity" "tools" {}

resource "aws_iam_role" "tools" {
  for_each = {
    pass_tools   = "123456789012"
    pass_live    = "444455556666"
    pass_data    = "777788889999"
    pass_other   = "888899990000"
    deny_another = "999900001111"
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}
