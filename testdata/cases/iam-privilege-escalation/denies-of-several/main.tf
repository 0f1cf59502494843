# A user that several Denies hold back is free where it may take off all of them.
locals {
  deny = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }] })
  users = {
    deny_leaves_both              = { own = ["iam:RemoveUserFromGroup"], groups = ["inline", "other"] }
    deny_leaves_what_both_have    = { own = ["iam:RemoveUserFromGroup"], groups = ["attached", "attached-too"] }
    deny_leaves_all_but_one       = { own = ["iam:RemoveUserFromGroup"], groups = ["inline", "other", "harmless"] }
    deny_deletes_and_leaves       = { own = ["iam:DeleteUserPolicy", "iam:RemoveUserFromGroup"], groups = ["inline"], inline = true }
    deny_deletes_here_and_there   = { own = ["iam:DeleteUserPolicy", "iam:DeleteGroupPolicy"], groups = ["inline"], inline = true }
    deny_detaches_here_and_there  = { own = ["iam:DetachUserPolicy", "iam:DetachGroupPolicy"], groups = ["attached"], attached = true }
    deny_detaches_and_leaves      = { own = ["iam:DetachUserPolicy", "iam:RemoveUserFromGroup"], groups = ["attached"], attached = true }
    deny_detaches_and_deletes     = { own = ["iam:DetachUserPolicy", "iam:DeleteUserPolicy"], groups = [], inline = true, attached = true }
    pass_leaves_one_of_both       = { own = ["iam:RemoveUserFromGroup"], on = "arn:aws:iam::*:group/inline", groups = ["inline", "other"] }
    pass_deletes_its_own          = { own = ["iam:DeleteUserPolicy"], groups = ["inline"], inline = true }
    pass_leaves_and_keeps_its_own = { own = ["iam:RemoveUserFromGroup"], groups = ["inline"], inline = true }
    pass_detaches_its_own         = { own = ["iam:DetachUserPolicy"], groups = ["attached"], attached = true }
    pass_detaches_the_groups      = { own = ["iam:DetachGroupPolicy"], groups = ["attached"], attached = true }
    unknown_which                 = { own = ["iam:RemoveUserFromGroup"], on = terraform_data.which.output, groups = ["inline", "other"] }
  }
}

resource "terraform_data" "which" {
  input = "arn:aws:iam::123456789012:group/*"
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = local.deny
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:Delete*", Resource = "*" }] })
}

resource "aws_iam_group" "each" {
  for_each = toset(["attached", "attached-too", "inline", "other", "harmless"])
  name     = each.key
}

resource "aws_iam_group_policy_attachment" "shut" {
  for_each   = toset(["attached", "attached-too"])
  group      = aws_iam_group.each[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_group_policy" "shut" {
  for_each = toset(["inline", "other"])
  name     = "shut"
  group    = aws_iam_group.each[each.key].name
  policy   = local.deny
}

resource "aws_iam_user" "each" {
  for_each = local.users
  name     = each.key
}

resource "aws_iam_user_group_membership" "each" {
  for_each = { for name, user in local.users : "of ${name}" => merge(user, { name = name }) if length(user.groups) > 0 }
  user     = aws_iam_user.each[each.value.name].name
  groups   = [for group in each.value.groups : aws_iam_group.each[group].name]
}

resource "aws_iam_user_policy" "own" {
  for_each = { for name, user in local.users : "of ${name}" => merge(user, { name = name }) }
  name     = "own"
  user     = aws_iam_user.each[each.value.name].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" },
      { Effect = "Allow", Action = each.value.own, Resource = lookup(each.value, "on", "*") },
    ]
  })
}

resource "aws_iam_user_policy" "shut" {
  for_each = { for name, user in local.users : "of ${name}" => name if lookup(user, "inline", false) }
  name     = "shut"
  user     = aws_iam_user.each[each.value].name
  policy   = local.deny
}

resource "aws_iam_user_policy_attachment" "shut" {
  for_each   = { for name, user in local.users : "of ${name}" => name if lookup(user, "attached", false) }
  user       = aws_iam_user.each[each.value].name
  policy_arn = aws_iam_policy.shut.arn
}

# It leaves one group, and may be in another that keeps the Deny.
resource "aws_iam_user" "unknown_perhaps_in_another" {
  name = "perhaps"
}

resource "aws_iam_user_policy" "perhaps" {
  name = "own"
  user = aws_iam_user.unknown_perhaps_in_another.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" },
      { Effect = "Allow", Action = "iam:RemoveUserFromGroup", Resource = "arn:aws:iam::*:group/attached" },
    ]
  })
}

resource "aws_iam_user_group_membership" "surely" {
  user   = aws_iam_user.unknown_perhaps_in_another.name
  groups = [aws_iam_group.each["attached"].name]
}

resource "aws_iam_user_group_membership" "perhaps" {
  user   = aws_iam_user.unknown_perhaps_in_another.name
  groups = [terraform_data.which.output == "" ? aws_iam_group.each["attached-too"].name : aws_iam_group.each["harmless"].name]
}

# The same of a boundary and a Deny of its own.
resource "aws_iam_user" "bounded" {
  for_each             = toset(["deny_unbinds_and_deletes", "pass_only_deletes"])
  name                 = each.key
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user_policy" "bounded" {
  for_each = toset(["of deny_unbinds_and_deletes", "of pass_only_deletes"])
  name     = "own"
  user     = aws_iam_user.bounded[trimprefix(each.key, "of ")].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["iam:PutUserPolicy", "iam:DeleteUserPolicy"], Resource = "*" },
      { Effect = "Allow", Action = each.key == "of pass_only_deletes" ? "iam:GetUser" : "iam:DeleteUserPermissionsBoundary", Resource = "*" },
    ]
  })
}

resource "aws_iam_user_policy" "shut_bounded" {
  for_each = toset(["of deny_unbinds_and_deletes", "of pass_only_deletes"])
  name     = "shut"
  user     = aws_iam_user.bounded[trimprefix(each.key, "of ")].name
  policy   = local.deny
}
