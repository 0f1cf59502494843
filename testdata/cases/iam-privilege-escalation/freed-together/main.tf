# One thing taken off frees the way to data, and all of it together that to the administrator, who is more.
data "aws_caller_identity" "me" {}

locals {
  account = "arn:aws:iam::${data.aws_caller_identity.me.account_id}"
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "${local.account}:root" } }]
  })
}

resource "aws_iam_role" "reads" {
  name               = "reads"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "reads" {
  role   = aws_iam_role.reads.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_role" "administers" {
  name               = "administers"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "administers" {
  role       = aws_iam_role.administers.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:DeleteUserPermissionsBoundary", "iam:DeleteUserPolicy"], Resource = "*" }]
  })
}

resource "aws_iam_user" "deny_both_come_off" {
  name                 = "both-come-off"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_user_policy" "gives" {
  user = aws_iam_user.deny_both_come_off.name
  name = "gives"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = ["${local.account}:role/reads", "${local.account}:role/administers"] },
      {
        Effect   = "Allow"
        Action   = ["iam:DeleteUserPermissionsBoundary", "iam:DeleteUserPolicy"]
        Resource = "${local.account}:user/both-come-off"
      },
    ]
  })
}

resource "aws_iam_user_policy" "denies" {
  user = aws_iam_user.deny_both_come_off.name
  name = "denies"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "sts:AssumeRole", Resource = "${local.account}:role/administers" }]
  })
}
