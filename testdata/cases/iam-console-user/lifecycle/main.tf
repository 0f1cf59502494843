# Nobody has to sign in with a second factor.
resource "aws_iam_user" "old" {
  name = "old"
}

resource "aws_iam_user_login_profile" "deny_existing_untouched" {
  user = aws_iam_user.old.name
}

resource "aws_iam_user" "new" {
  name = "new"
}

resource "aws_iam_user_login_profile" "deny_introduced_created" {
  user = aws_iam_user.new.name
}

resource "aws_iam_user" "former" {
  name = "former"
}
