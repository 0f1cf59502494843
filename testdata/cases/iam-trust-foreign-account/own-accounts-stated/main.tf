# Whoever states their own accounts states all of them.
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
    role_arn = local.live
  }
}

resource "aws_iam_role" "live" {
  for_each = {
    pass_tools   = "123456789012"
    pass_live    = "444455556666"
    deny_another = "999900001111"
  }
  provider = aws.live
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}
