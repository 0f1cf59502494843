# What a policy gives under a condition on who asks, it gives to whichever of its holders meets it.

resource "aws_iam_role" "first" {
  name               = "first"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "second" {
  name               = "second"
  assume_role_policy = local.trust
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  policies = {
    deny_for_the_second = "second"
    deny_for_the_first  = "first"
    pass_for_a_third    = "third"
  }
}

resource "aws_iam_policy" "to" {
  for_each = local.policies
  name     = each.key
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "*"
      Resource  = "*"
      Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/${each.value}" } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "first" {
  for_each   = local.policies
  role       = aws_iam_role.first.name
  policy_arn = aws_iam_policy.to[each.key].arn
}

resource "aws_iam_role_policy_attachment" "second" {
  for_each   = local.policies
  role       = aws_iam_role.second.name
  policy_arn = aws_iam_policy.to[each.key].arn
}
