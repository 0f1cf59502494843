# Which account a profile is for stands in a file of whoever runs Terraform.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias                    = "network"
  region                   = "us-east-1"
  profile                  = "network"
  shared_credentials_files = ["${path.module}/credentials"]
}

data "aws_caller_identity" "tools" {}

resource "aws_iam_role" "tools" {
  for_each = {
    pass_tools      = "123456789012"
    unknown_another = "999900001111"
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}

resource "aws_ssm_parameter" "network" {
  provider = aws.network
  name     = "/network"
  type     = "String"
  value    = "none"
}
