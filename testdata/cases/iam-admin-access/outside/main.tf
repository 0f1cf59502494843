# A customer policy whose text is in another stack may be an administrator's.

resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "unknown_elsewhere" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::111122223333:policy/elsewhere"
}

resource "aws_iam_user" "ann" {
  name = "ann"
}

resource "aws_iam_user_policy_attachment" "unknown_of_a_user" {
  user       = aws_iam_user.ann.name
  policy_arn = "arn:aws:iam::111122223333:policy/elsewhere"
}

resource "aws_iam_group_policy_attachment" "unknown_of_a_group" {
  group      = "staff"
  policy_arn = "arn:aws:iam::111122223333:policy/elsewhere"
}

resource "aws_iam_policy_attachment" "unknown_of_several" {
  name       = "several"
  roles      = [aws_iam_role.app.name]
  users      = [aws_iam_user.ann.name]
  policy_arn = "arn:aws:iam::111122223333:policy/several"
}

resource "aws_iam_role_policy_attachments_exclusive" "unknown_exclusive" {
  role_name   = aws_iam_role.app.name
  policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::111122223333:policy/exclusive"]
}

resource "aws_iam_role_policy_attachments_exclusive" "deny_exclusive" {
  role_name   = aws_iam_role.second.name
  policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
}

resource "aws_iam_role" "second" {
  name               = "second"
  assume_role_policy = aws_iam_role.app.assume_role_policy
}

# A boundary that allows no IAM and only one service leaves nothing of it.
resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy   = aws_iam_role.app.assume_role_policy
}

resource "aws_iam_role_policy_attachment" "pass_within_a_boundary" {
  role       = aws_iam_role.bounded.name
  policy_arn = "arn:aws:iam::111122223333:policy/bounded"
}

resource "aws_ssoadmin_permission_set" "set" {
  name         = "set"
  instance_arn = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
}

resource "aws_ssoadmin_managed_policy_attachment" "deny_administrator" {
  instance_arn       = aws_ssoadmin_permission_set.set.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.set.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_ssoadmin_permission_set_inline_policy" "deny_inline" {
  instance_arn       = aws_ssoadmin_permission_set.set.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.set.arn
  inline_policy      = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "*", Resource = "*" } })
}
