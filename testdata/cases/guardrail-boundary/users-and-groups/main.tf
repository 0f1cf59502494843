locals {
  deny = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }] })
}

# Each Deny goes, and the principal it bound stays.
resource "aws_iam_policy" "no_identity" {
  name   = "no-identity"
  policy = local.deny
}

resource "aws_iam_user" "pass_keeps" {
  name = "b"
}

resource "aws_iam_group" "staff" {
  name = "staff"
}

resource "aws_iam_group" "others" {
  name = "others"
}

resource "aws_iam_user" "pass_attached" {
  name = "c"
}
