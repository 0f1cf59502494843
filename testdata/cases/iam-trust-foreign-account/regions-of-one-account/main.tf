# Configurations without a role of their own, for other regions, reach the account of the first.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
  default_tags {
    tags = { team = "edge" }
  }
}

data "aws_caller_identity" "own" {}

locals {
  trusted = {
    pass_own     = "123456789012"
    deny_another = "999900001111"
  }
}

resource "aws_iam_role" "first" {
  for_each = local.trusted
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}

resource "aws_iam_role" "alias" {
  for_each = local.trusted
  provider = aws.ireland
  name     = replace("${each.key}_alias", "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}
