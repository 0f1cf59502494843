# The role is the value of a variable, which the plan carries.
variable "live" {
  type    = string
  default = "arn:aws:iam::444455556666:role/deploy"
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "live"
  region = "us-east-1"
  assume_role {
    role_arn = var.live
  }
}

data "aws_caller_identity" "tools" {}

resource "aws_s3_bucket" "one" {
  for_each = { pass_tools = "123456789012", pass_live = "444455556666", deny_another = "999900001111" }
  provider = aws.live
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "one" {
  for_each = { of_tools = ["pass_tools", "123456789012"], of_live = ["pass_live", "444455556666"], of_another = ["deny_another", "999900001111"] }
  provider = aws.live
  bucket   = "acme-${replace(each.value[0], "_", "-")}"
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-${replace(each.value[0], "_", "-")}/*", Principal = { AWS = "arn:aws:iam::${each.value[1]}:root" } }] })
}

