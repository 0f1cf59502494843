# A name that is not known yet may be the name of any role, but for one that another type of resource gives it.
resource "terraform_data" "name" {}

data "aws_caller_identity" "me" {}

resource "aws_iam_role" "target" {
  name = "target"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "target" {
  role       = aws_iam_role.target.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "plain" {
  name               = "plain"
  assume_role_policy = aws_iam_role.target.assume_role_policy
}

data "aws_iam_policy_document" "unknown_name" {
  statement {
    actions   = ["lambda:CreateFunction", "lambda:InvokeFunction"]
    resources = ["*"]
  }
  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/${terraform_data.name.id}"]
  }
}

resource "aws_iam_user" "unknown_name" {
  name = "unknown_name"
}

resource "aws_iam_user_policy" "name" {
  user   = aws_iam_user.unknown_name.name
  policy = data.aws_iam_policy_document.unknown_name.json
}

data "aws_iam_policy_document" "pass_other_role" {
  statement {
    actions   = ["lambda:CreateFunction", "lambda:InvokeFunction"]
    resources = ["*"]
  }
  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.plain.arn]
  }
}

resource "aws_iam_user" "pass_other_role" {
  name = "pass_other_role"
}

resource "aws_iam_user_policy" "other_role" {
  user   = aws_iam_user.pass_other_role.name
  policy = data.aws_iam_policy_document.pass_other_role.json
}
