resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:*", "iam:CreateRole"], Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "deny_makes_roles" {
  name = "deny-makes-roles"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "makes" {
  role   = aws_iam_role.deny_makes_roles.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy"], Resource = "arn:aws:iam::*:role/app-*" }
    ]
  })
}

resource "aws_iam_role" "deny_passes_all" {
  name = "deny-passes-all"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "passes" {
  role   = aws_iam_role.deny_passes_all.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "deny_boundary_that_allows_all" {
  name = "deny-boundary-that-allows-all"
  permissions_boundary = "arn:aws:iam::aws:policy/AdministratorAccess"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "all" {
  role   = aws_iam_role.deny_boundary_that_allows_all.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreateUser", Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "pass_bounded" {
  name = "pass-bounded"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "bounded" {
  role   = aws_iam_role.pass_bounded.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreateRole", Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "pass_bounded_outside" {
  name = "pass-bounded-outside"
  permissions_boundary = "arn:aws:iam::111122223333:policy/of-another-stack"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "outside" {
  role   = aws_iam_role.pass_bounded_outside.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreateRole", Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "pass_asks_for_a_boundary" {
  name = "pass-asks-for-a-boundary"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "asks" {
  role   = aws_iam_role.pass_asks_for_a_boundary.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreateRole", Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/ceiling" } } }
    ]
  })
}

resource "aws_iam_role" "pass_exact" {
  name = "pass-exact"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "exact" {
  role   = aws_iam_role.pass_exact.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::111122223333:role/app" }
    ]
  })
}

resource "aws_iam_role" "unknown_document" {
  name = "unknown-document"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.unknown_document.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }
    ]
  })
}
