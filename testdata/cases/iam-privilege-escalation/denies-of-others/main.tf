# What denies a user something can be taken away by the user only where it is the user's own: an inline policy by
# iam:DeleteUserPolicy, an attached one by iam:DetachUserPolicy, and what a group has by neither.
locals {
  shut = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }] })
  users = {
    deny_inline             = "iam:DeleteUserPolicy"
    deny_attached           = "iam:DetachUserPolicy"
    pass_inline             = "iam:DetachUserPolicy"
    pass_attached           = "iam:DeleteUserPolicy"
    pass_group              = "iam:DeleteUserPolicy"
    pass_attached_to_group  = "iam:DetachUserPolicy"
  }
}

resource "aws_iam_user" "user" {
  for_each = local.users
  name     = each.key
}

resource "aws_iam_user_policy" "own" {
  count    = length(local.users)
  name     = "own"
  user     = aws_iam_user.user[keys(local.users)[count.index]].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:PutUserPolicy", values(local.users)[count.index]], Resource = "*" }] })
}

resource "aws_iam_user_policy" "shut" {
  for_each = toset(["inline"])
  name     = "shut"
  user     = aws_iam_user.user["deny_${each.key}"].name
  policy   = local.shut
}

resource "aws_iam_user_policy" "kept" {
  for_each = toset(["inline"])
  name     = "kept"
  user     = aws_iam_user.user["pass_${each.key}"].name
  policy   = local.shut
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = local.shut
}

resource "aws_iam_user_policy_attachment" "shut" {
  user       = aws_iam_user.user["deny_attached"].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user_policy_attachment" "kept" {
  user       = aws_iam_user.user["pass_attached"].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_group" "shut" {
  name = "shut"
}

resource "aws_iam_group_policy" "shut" {
  name   = "shut"
  group  = aws_iam_group.shut.name
  policy = local.shut
}

resource "aws_iam_group" "attached" {
  name = "attached"
}

resource "aws_iam_group_policy_attachment" "attached" {
  group      = aws_iam_group.attached.name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user_group_membership" "shut" {
  user   = aws_iam_user.user["pass_group"].name
  groups = [aws_iam_group.shut.name]
}

resource "aws_iam_user_group_membership" "attached" {
  user   = aws_iam_user.user["pass_attached_to_group"].name
  groups = [aws_iam_group.attached.name]
}
