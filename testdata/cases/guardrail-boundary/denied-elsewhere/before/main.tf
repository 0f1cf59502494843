# A Deny moves between a boundary and a policy of the role.
locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  allow = { Effect = "Allow", Action = "*", Resource = "*" }
  deny  = { Effect = "Deny", Action = "iam:*", Resource = "*" }
}

resource "aws_iam_policy" "pass_out" {
  name   = "out"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.allow, local.deny] })
}

resource "aws_iam_role" "out" {
  name                 = "out"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.pass_out.arn
}

resource "aws_iam_role_policy" "pass_out" {
  name   = "out"
  role   = aws_iam_role.out.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme/*" }] })
}

resource "aws_iam_policy" "pass_in" {
  name   = "in"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.allow] })
}

resource "aws_iam_role" "in" {
  name                 = "in"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.pass_in.arn
}

resource "aws_iam_role_policy" "pass_in" {
  name   = "in"
  role   = aws_iam_role.in.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme/*" }, local.deny] })
}
