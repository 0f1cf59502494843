resource "aws_iam_user" "admin" {
  name = "admin"
}

resource "aws_iam_user_policy_attachment" "admin" {
  user       = aws_iam_user.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# High: the key of an administrator.
resource "aws_iam_access_key" "deny_administrator" {
  user = aws_iam_user.admin.name
}

resource "aws_iam_user" "metrics" {
  name = "metrics"
}

# Medium.
resource "aws_iam_access_key" "deny_ordinary_user" {
  user = aws_iam_user.metrics.name
}
