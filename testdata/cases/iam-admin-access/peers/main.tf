# Documents that string matching, the first of several, or the first instance hides.

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
  harmless = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::a/*" }] })
  admin    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "each_instance" {
  for_each = { pass_first = local.harmless, deny_second = local.admin, "deny_with.dots" = local.admin }
  name     = each.key
  policy   = each.value
}

resource "aws_iam_policy" "deny_upper_case" {
  name   = "upper-case"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "IAM:*", Resource = "*" }] })
}

resource "aws_iam_policy" "deny_two_stars" {
  name   = "two-stars"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "**", Resource = "*" }] })
}

resource "aws_iam_policy" "deny_second_statement" {
  name   = "second-statement"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }, { Effect = "Allow", Action = ["ec2:*", "iam:*"], Resource = ["arn:aws:s3:::a", "*"] }] })
}

resource "aws_iam_policy" "deny_behind_a_deny_of_something_else" {
  name   = "deny-of-something-else"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "s3:DeleteBucket", Resource = "*" }, { Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "deny_second_inline_policy" {
  name               = "second-inline"
  assume_role_policy = local.trust
  inline_policy {
    name   = "a"
    policy = local.harmless
  }
  inline_policy {
    name   = "b"
    policy = local.admin
  }
}

resource "aws_iam_role" "deny_second_listed" {
  name                = "second-listed"
  assume_role_policy  = local.trust
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AdministratorAccess"]
}

resource "aws_iam_role" "plain" {
  name               = "plain"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "pass_first" {
  name   = "first"
  role   = aws_iam_role.plain.name
  policy = local.harmless
}

resource "aws_iam_role_policy" "deny_second" {
  name   = "second"
  role   = aws_iam_role.plain.name
  policy = local.admin
}

resource "aws_iam_role_policy_attachment" "deny_government" {
  role       = aws_iam_role.plain.name
  policy_arn = "arn:aws-us-gov:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "deny_china" {
  role       = aws_iam_role.plain.name
  policy_arn = "arn:aws-cn:iam::aws:policy/AdministratorAccess"
}

# One unknown resource hides neither the action nor the other resource.
data "aws_iam_policy_document" "mixed" {
  statement {
    actions   = ["*"]
    resources = ["*", aws_iam_role.plain.arn]
  }
}

resource "aws_iam_policy" "deny_beside_an_unknown_resource" {
  name   = "mixed"
  policy = data.aws_iam_policy_document.mixed.json
}
