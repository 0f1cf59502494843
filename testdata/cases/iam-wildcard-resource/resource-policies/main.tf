# In the policy of a resource `*` is that resource.
data "aws_caller_identity" "me" {}

locals {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
  }] })
}

resource "aws_kms_key" "own" {
  enable_key_rotation = true
  policy              = local.policy
}

resource "aws_iam_role" "own" {
  name               = "own"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deny_same_text_for_a_role" {
  name   = "own"
  role   = aws_iam_role.own.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*" }] })
}
