# A document that can't be read is not taken to ask for a policy as a boundary.
resource "terraform_data" "path" {
  input = "/boundaries/"
}

resource "aws_iam_policy" "deny_all" {
  name   = "all"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "deny_attached" {
  name   = "attached"
  policy = aws_iam_policy.deny_all.policy
}

resource "aws_iam_group" "operators" {
  name = "operators"
}

resource "aws_iam_group_policy_attachment" "operators" {
  group      = aws_iam_group.operators.name
  policy_arn = aws_iam_policy.deny_attached.arn
}

resource "aws_iam_group_policy" "unknown_waits" {
  name   = "waits"
  group  = aws_iam_group.operators.name
  policy = terraform_data.text.output
}

resource "terraform_data" "text" {
  input = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:CreateRole"
      Resource  = "*"
      Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy${terraform_data.path.output}all" } }
    }]
  })
}
