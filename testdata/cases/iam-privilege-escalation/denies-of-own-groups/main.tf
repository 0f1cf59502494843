# A Deny that a user has by a group is none where the user may take it off the group, or leave.
locals {
  deny = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }] })
  users = {
    deny_detaches                 = { own = "iam:DetachGroupPolicy", on = "*", groups = ["attached"] }
    deny_detaches_from_it         = { own = "iam:DetachGroupPolicy", on = "arn:aws:iam::*:group/attached", groups = ["attached"] }
    deny_deletes                  = { own = "iam:DeleteGroupPolicy", on = "*", groups = ["inline"] }
    deny_leaves                   = { own = "iam:RemoveUserFromGroup", on = "*", groups = ["inline"] }
    deny_leaves_the_attached      = { own = "iam:RemoveUserFromGroup", on = "arn:aws:iam::*:group/attached", groups = ["attached"] }
    deny_leaves_one_of_two        = { own = "iam:RemoveUserFromGroup", on = "*", groups = ["inline", "harmless"] }
    pass_detaches_what_is_inline  = { own = "iam:DetachGroupPolicy", on = "*", groups = ["inline"] }
    pass_deletes_what_is_attached = { own = "iam:DeleteGroupPolicy", on = "*", groups = ["attached"] }
    pass_detaches_from_another    = { own = "iam:DetachGroupPolicy", on = "arn:aws:iam::*:group/harmless", groups = ["attached"] }
    pass_leaves_another           = { own = "iam:RemoveUserFromGroup", on = "arn:aws:iam::*:group/harmless", groups = ["attached", "harmless"] }
    pass_denied_twice             = { own = "iam:DetachGroupPolicy", on = "*", groups = ["attached", "inline"] }
    pass_has_it_itself            = { own = "iam:RemoveUserFromGroup", on = "*", groups = ["attached"] }
    pass_neither                  = { own = "iam:GetGroup", on = "*", groups = ["attached"] }
    unknown_whose                 = { own = "iam:RemoveUserFromGroup", on = terraform_data.whose.output, groups = ["attached"] }
  }
}

resource "terraform_data" "whose" {
  input = "arn:aws:iam::123456789012:group/attached"
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = local.deny
}

resource "aws_iam_group" "each" {
  for_each = toset(["attached", "inline", "harmless"])
  name     = each.key
}

resource "aws_iam_group_policy_attachment" "shut" {
  group      = aws_iam_group.each["attached"].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_group_policy" "shut" {
  name   = "shut"
  group  = aws_iam_group.each["inline"].name
  policy = local.deny
}

resource "aws_iam_user" "each" {
  for_each = local.users
  name     = each.key
}

resource "aws_iam_user_group_membership" "each" {
  for_each = { for name, user in local.users : "of ${name}" => merge(user, { name = name }) }
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
      { Effect = "Allow", Action = each.value.own, Resource = each.value.on },
    ]
  })
}

resource "aws_iam_user_policy_attachment" "itself" {
  user       = aws_iam_user.each["pass_has_it_itself"].name
  policy_arn = aws_iam_policy.shut.arn
}

# What allows the rest goes with the group.
resource "aws_iam_user" "pass_leaves_what_it_needs" {
  name = "leaves-what-it-needs"
}

resource "aws_iam_user_policy" "leaves" {
  name   = "own"
  user   = aws_iam_user.pass_leaves_what_it_needs.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:RemoveUserFromGroup", Resource = "*" }] })
}

resource "aws_iam_group" "both" {
  name = "both"
}

resource "aws_iam_group_policy" "both" {
  name  = "both"
  group = aws_iam_group.both.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" },
    { Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" },
  ] })
}

resource "aws_iam_user_group_membership" "both" {
  user   = aws_iam_user.pass_leaves_what_it_needs.name
  groups = [aws_iam_group.both.name]
}

# A group whose users may delete what denies them something.
resource "aws_iam_group" "deny_mends_itself" {
  name = "mends-itself"
}

resource "aws_iam_group_policy" "allow" {
  name  = "allow"
  group = aws_iam_group.deny_mends_itself.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["iam:AddUserToGroup", "iam:PutGroupPolicy", "iam:DeleteGroupPolicy"], Resource = "*" },
  ] })
}

resource "aws_iam_group_policy" "shut_itself" {
  name   = "deny"
  group  = aws_iam_group.deny_mends_itself.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutGroupPolicy", Resource = "*" }] })
}
