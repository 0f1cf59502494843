# A plan shows no local values: the account of that role may be the one that is let in.
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

data "aws_caller_identity" "tools" {}

resource "aws_s3_bucket" "one" {
  for_each = { pass_tools = "123456789012", unknown_live = "444455556666", unknown_another = "999900001111" }
  provider = aws.live
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "one" {
  for_each = { of_tools = ["pass_tools", "123456789012"], of_live = ["unknown_live", "444455556666"], of_another = ["unknown_another", "999900001111"] }
  provider = aws.live
  bucket   = "acme-${replace(each.value[0], "_", "-")}"
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-${replace(each.value[0], "_", "-")}/*", Principal = { AWS = "arn:aws:iam::${each.value[1]}:root" } }] })
}

