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

resource "aws_sqs_queue_policy" "one" {
  for_each  = { pass_tools = "123456789012", unknown_live = "444455556666", unknown_another = "999900001111" }
  provider  = aws.live
  queue_url = "https://sqs.us-east-1.amazonaws.com/444455556666/${each.key}"
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:ReceiveMessage", Resource = "*", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }] })
}

resource "aws_lambda_permission" "one" {
  for_each      = { pass_tools = "123456789012", unknown_live = "444455556666", unknown_another = "999900001111" }
  provider      = aws.live
  action        = "lambda:InvokeFunction"
  function_name = "jobs"
  principal     = each.value
}

