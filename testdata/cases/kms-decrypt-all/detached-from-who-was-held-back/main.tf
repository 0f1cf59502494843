# What a boundary or a Deny kept from whoever had it stood before as it stands now, and nobody has it any more.
locals {
  trust   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  policy  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["kms:Decrypt", "kms:ReEncryptFrom"], Resource = "*" }] })
  ceiling = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }] })
  denial  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = local.ceiling
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy   = local.trust
}

resource "aws_iam_role" "denied" {
  name               = "denied"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "denial" {
  name   = "denial"
  role   = aws_iam_role.denied.name
  policy = local.denial
}

resource "aws_iam_policy" "deny_existing_bounded" {
  name   = "bounded"
  policy = local.policy
}

resource "aws_iam_policy" "deny_existing_denied" {
  name   = "denied"
  policy = local.policy
}

resource "aws_iam_policy" "deny_introduced_rewritten" {
  name   = "rewritten"
  policy = local.policy
}

resource "aws_iam_policy" "deny_introduced_moved" {
  name   = "moved"
  policy = local.policy
}

resource "aws_iam_role_policy_attachment" "moved" {
  role       = aws_iam_role.free.name
  policy_arn = aws_iam_policy.deny_introduced_moved.arn
}

resource "aws_iam_role" "free" {
  name               = "free"
  assume_role_policy = local.trust
}
