locals {
  deny = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }] })
}

resource "aws_iam_policy" "no_identity" {
  name   = "no-identity"
  policy = local.deny
}

resource "aws_iam_user" "pass_keeps" {
  name = "b"
}

resource "aws_iam_user_policy" "deny_introduced_user_policy" {
  name   = "no-identity"
  user   = aws_iam_user.pass_keeps.name
  policy = local.deny
}

resource "aws_iam_group" "staff" {
  name = "staff"
}

resource "aws_iam_group_policy" "deny_introduced_group_policy" {
  name   = "no-identity"
  group  = aws_iam_group.staff.name
  policy = local.deny
}

resource "aws_iam_group" "others" {
  name = "others"
}

resource "aws_iam_group_policy_attachment" "deny_introduced_group_attachment" {
  group      = aws_iam_group.others.name
  policy_arn = aws_iam_policy.no_identity.arn
}

resource "aws_iam_user" "pass_attached" {
  name = "c"
}

resource "aws_iam_user_policy_attachment" "deny_introduced_user_attachment" {
  user       = aws_iam_user.pass_attached.name
  policy_arn = aws_iam_policy.no_identity.arn
}

# Goes together with its Deny.
resource "aws_iam_user" "pass_leaves" {
  name = "d"
}

resource "aws_iam_user_policy_attachment" "pass_leaves_with_its_user" {
  user       = aws_iam_user.pass_leaves.name
  policy_arn = aws_iam_policy.no_identity.arn
}
