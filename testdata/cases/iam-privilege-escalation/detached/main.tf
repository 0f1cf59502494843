# What a policy could do before, by whoever had it, it does not come to by being taken off.
locals {
  trust  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:role/*" }] })
}

resource "aws_iam_role" "resolved_role" {
  for_each           = toset(["detached", "wider", "moved"])
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_policy" "deny_existing_detached" {
  name   = "detached"
  policy = local.policy
}

resource "aws_iam_policy" "deny_existing_of_a_role_destroyed" {
  name   = "destroyed"
  policy = local.policy
}

resource "aws_iam_policy" "deny_introduced_wider" {
  name   = "wider"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:Put*", Resource = "*" }] })
}

resource "aws_iam_policy" "deny_introduced_moved" {
  name   = "moved"
  policy = local.policy
}

resource "aws_iam_role_policy_attachment" "moved" {
  role       = "of-another-stack"
  policy_arn = aws_iam_policy.deny_introduced_moved.arn
}
