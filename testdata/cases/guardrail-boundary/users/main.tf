resource "aws_iam_policy" "ceiling" {
  name = "ceiling"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "wider" {
  name = "wider"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*", "iam:*"], Resource = "*" }]
  })
}

resource "aws_iam_user" "deny_introduced_without" {
  name = "without"
}

resource "aws_iam_user" "deny_introduced_wider" {
  name                 = "wider"
  permissions_boundary = aws_iam_policy.wider.arn
}

resource "aws_iam_user" "pass_kept" {
  name                 = "kept"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user" "unknown_which" {
  name                 = "which"
  permissions_boundary = terraform_data.boundary.output
}

resource "terraform_data" "boundary" {
  input = "arn:aws:iam::123456789012:policy/another"
}

removed {
  from = aws_iam_user.pass_forgotten

  lifecycle {
    destroy = false
  }
}
