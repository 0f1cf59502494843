# Whom the trust policy names is known only after apply.
resource "terraform_data" "whom" {
  input = "arn:aws:iam::123456789012:role/someone"
}

data "aws_iam_policy_document" "admin" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [terraform_data.whom.output]
    }
  }
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = data.aws_iam_policy_document.admin.json
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "unknown_role" {
  name               = "someone"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
}

resource "aws_iam_user" "unknown_user" {
  name = "somebody"
}

resource "aws_iam_user" "pass_denied" {
  name = "denied"
}

resource "aws_iam_user_policy" "shut" {
  name   = "shut"
  user   = aws_iam_user.pass_denied.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "sts:*", Resource = "*" }] })
}
