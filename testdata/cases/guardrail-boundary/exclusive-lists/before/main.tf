locals {
  deny  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "cloudtrail:StopLogging", Resource = "*" }] })
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role" "each" {
  for_each           = toset(["left_out", "listed"])
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "unknown_left_out" {
  name   = "shut"
  role   = aws_iam_role.each["left_out"].name
  policy = local.deny
}

resource "aws_iam_role_policy" "pass_listed" {
  name   = "shut"
  role   = aws_iam_role.each["listed"].name
  policy = local.deny
}

