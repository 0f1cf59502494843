# A policy that denies is attached to a group that is known only after apply, so it may be any group's, and to some users
# by name. A user can detach it from itself and from no group it is in.
locals {
  own = { Effect = "Allow", Action = ["iam:PutUserPolicy", "iam:DetachUserPolicy"], Resource = "*" }
  users = {
    deny_alone            = { attached = false, groups = [] }
    deny_attached         = { attached = true, groups = [] }
    unknown_in_group      = { attached = false, groups = ["team"] }
    unknown_attached_too  = { attached = true, groups = ["team"] }
    pass_attached_to_both = { attached = true, groups = ["shut"] }
  }
  attached = [for name, user in local.users : name if user.attached]
  grouped  = [for name, user in local.users : name if length(user.groups) > 0]
}

resource "terraform_data" "who" {
  input = "somebody"
}

resource "aws_iam_user" "user" {
  for_each = local.users
  name     = each.key
}

resource "aws_iam_user_policy" "own" {
  count  = length(local.users)
  name   = "own"
  user   = aws_iam_user.user[keys(local.users)[count.index]].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.own] })
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "shut" {
  count      = length(local.attached)
  user       = aws_iam_user.user[local.attached[count.index]].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_group" "group" {
  for_each = toset(["team", "shut"])
  name     = each.key
}

resource "aws_iam_user_group_membership" "in" {
  count  = length(local.grouped)
  user   = aws_iam_user.user[local.grouped[count.index]].name
  groups = [for name in local.users[local.grouped[count.index]].groups : aws_iam_group.group[name].name]
}

resource "aws_iam_group_policy_attachment" "shut" {
  group      = aws_iam_group.group["shut"].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_group_policy_attachment" "any" {
  group      = terraform_data.who.output
  policy_arn = aws_iam_policy.shut.arn
}
