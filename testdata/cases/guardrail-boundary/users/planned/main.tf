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
  name                 = "without"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user" "deny_introduced_wider" {
  name                 = "wider"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user" "pass_kept" {
  name                 = "kept"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user" "pass_leaves" {
  name                 = "leaves"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user" "unknown_which" {
  name                 = "which"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user" "pass_forgotten" {
  name                 = "forgotten"
  permissions_boundary = aws_iam_policy.ceiling.arn
}
