# Of roles that are assumed one after another the last one tells the account; it is not shown here, and the first is no help.
locals {
  live = "arn:aws:iam::444455556666:role/deploy"
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "live"
  region = "us-east-1"
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/hub"
  }
  assume_role {
    role_arn = local.live
  }
}

data "aws_caller_identity" "tools" {}

resource "aws_iam_role" "tools" {
  for_each = {
    pass_tools      = "123456789012"
    unknown_live    = "444455556666"
    unknown_another = "999900001111"
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}

resource "aws_ssm_parameter" "live" {
  provider = aws.live
  name     = "/live"
  type     = "String"
  value    = "none"
}
