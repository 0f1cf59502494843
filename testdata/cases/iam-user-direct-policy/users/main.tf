resource "terraform_data" "who" {
  input = "ann"
}

resource "aws_iam_user" "ann" {
  name = "ann"
}

resource "aws_iam_user_policy" "deny_inline" {
  user   = aws_iam_user.ann.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }
    ]
  })
}

resource "aws_iam_user_policy_attachment" "deny_attached" {
  user       = aws_iam_user.ann.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_policy_attachment" "deny_several" {
  name       = "several"
  users      = [aws_iam_user.ann.name]
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_policy_attachment" "pass_roles" {
  name       = "roles"
  roles      = ["app"]
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_policy_attachment" "unknown_users" {
  name       = "unknown"
  users      = split(",", terraform_data.who.output)
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# The provider leaves empty names out.
resource "aws_iam_policy_attachment" "pass_no_name" {
  name       = "no-name"
  users      = [""]
  roles      = ["app"]
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
