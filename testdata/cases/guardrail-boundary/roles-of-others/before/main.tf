# Denies on roles that the plan names and does not manage.
locals {
  deny = { Effect = "Deny", Action = ["iam:*", "cloudtrail:*"], Resource = "*" }
}

data "aws_iam_role" "audit" {
  name = "audit"
}

resource "aws_iam_role_policy" "deny_introduced_deleted" {
  name   = "deleted"
  role   = "ops"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.deny] })
}

resource "aws_iam_policy" "deny_introduced_narrowed" {
  name   = "narrowed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.deny] })
}

resource "aws_iam_role_policy_attachment" "narrowed" {
  role       = data.aws_iam_role.audit.name
  policy_arn = aws_iam_policy.deny_introduced_narrowed.arn
}

resource "aws_iam_policy" "detached" {
  name   = "detached"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.deny] })
}

resource "aws_iam_role_policy_attachment" "deny_introduced_detached" {
  role       = "build"
  policy_arn = aws_iam_policy.detached.arn
}

resource "aws_iam_role_policy" "pass_split" {
  name   = "split"
  role   = "deploy"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.deny] })
}

resource "aws_iam_role_policy" "unknown_later" {
  name   = "later"
  role   = "later"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.deny] })
}
