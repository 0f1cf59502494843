# Boundaries of another stack: two whose text a data resource reads, and one of which only the ARN is known.
data "aws_iam_policy" "narrow" {
  name = "narrow-boundary"
}

data "aws_iam_policy" "wide" {
  name = "wide-boundary"
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  escalates = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:AttachRolePolicy", "iam:PutRolePolicy"], Resource = "*" }]
  })
}

resource "aws_iam_role" "pass_text_read" {
  name                 = "text-read"
  assume_role_policy   = local.trust
  permissions_boundary = data.aws_iam_policy.narrow.arn
}

resource "aws_iam_role_policy" "text_read" {
  role   = aws_iam_role.pass_text_read.name
  policy = local.escalates
}

resource "aws_iam_role" "deny_bounded_by_nothing" {
  name                 = "bounded-by-nothing"
  assume_role_policy   = local.trust
  permissions_boundary = data.aws_iam_policy.wide.arn
}

resource "aws_iam_role_policy" "bounded_by_nothing" {
  role   = aws_iam_role.deny_bounded_by_nothing.name
  policy = local.escalates
}

resource "aws_iam_role" "unknown_text_elsewhere" {
  name                 = "text-elsewhere"
  assume_role_policy   = local.trust
  permissions_boundary = "arn:aws:iam::111122223333:policy/elsewhere"
}

resource "aws_iam_role_policy" "text_elsewhere" {
  role   = aws_iam_role.unknown_text_elsewhere.name
  policy = local.escalates
}

# A boundary only takes away, so its text does not matter where nothing is given.
resource "aws_iam_role" "pass_given_nothing" {
  name                 = "given-nothing"
  assume_role_policy   = local.trust
  permissions_boundary = "arn:aws:iam::111122223333:policy/elsewhere"
}

resource "aws_iam_role_policy" "given_nothing" {
  role = aws_iam_role.pass_given_nothing.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }]
  })
}
