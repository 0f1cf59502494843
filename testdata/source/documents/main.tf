# What stands around a reference is not in a plan: the HCL says what a document asks for.

resource "terraform_data" "suffix" {
  input = "blue"
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# Roles that begin with `app-`, of which the administrator is none.
data "aws_iam_policy_document" "narrow" {
  statement {
    actions   = ["lambda:CreateFunction", "lambda:InvokeFunction"]
    resources = ["*"]
  }
  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::123456789012:role/app-${terraform_data.suffix.id}"]
  }
}

resource "aws_iam_user" "narrow" {
  name = "narrow"
}

resource "aws_iam_user_policy" "narrow" {
  name   = "deploy"
  user   = aws_iam_user.narrow.name
  policy = data.aws_iam_policy_document.narrow.json
}

# Every role, whatever the suffix is.
data "aws_iam_policy_document" "wide" {
  statement {
    actions   = ["lambda:CreateFunction", "lambda:InvokeFunction"]
    resources = ["*"]
  }
  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::123456789012:role/*", "arn:aws:iam::123456789012:role/app-${terraform_data.suffix.id}"]
  }
}

resource "aws_iam_user" "wide" {
  name = "wide"
}

resource "aws_iam_user_policy" "wide" {
  name   = "deploy"
  user   = aws_iam_user.wide.name
  policy = data.aws_iam_policy_document.wide.json
}
