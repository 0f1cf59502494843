# A Deny that a list leaves out may be taken off with this apply or the next.
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

resource "aws_iam_role_policies_exclusive" "each" {
  for_each     = { left_out = [], listed = ["shut"] }
  role_name    = aws_iam_role.each[each.key].name
  policy_names = each.value
}
