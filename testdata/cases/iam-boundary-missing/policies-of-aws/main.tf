# What AWS ships nobody else changes.
locals {
  policies = {
    pass_of_aws        = "arn:aws:iam::aws:policy/*"
    pass_of_job        = "arn:aws:iam::aws:policy/job-function/*"
    deny_of_the_team   = "arn:aws:iam::*:policy/team/*"
    deny_of_everything = "arn:aws:iam::*:policy/*"
  }
}

resource "aws_iam_role" "writes" {
  for_each           = local.policies
  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "writes" {
  for_each = local.policies
  name     = "writes"
  role     = aws_iam_role.writes[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"], Resource = each.value }] })
}
