# A policy that denies is attached to a user who is known only after apply, and another to such a role: each may be anyone's.
# Whoever can detach that very policy has the rest in any case, with the Deny or without it.
locals {
  put  = { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }
  shut = "arn:aws:iam::*:policy/shut"
  users = {
    deny_detaches           = [{ Effect = "Allow", Action = "iam:DetachUserPolicy", Resource = "*" }]
    deny_detaches_this      = [{ Effect = "Allow", Action = "iam:DetachUserPolicy", Resource = "*", Condition = { ArnLike = { "iam:PolicyARN" = local.shut } } }]
    unknown_detaches_other  = [{ Effect = "Allow", Action = "iam:DetachUserPolicy", Resource = "*", Condition = { ArnLike = { "iam:PolicyARN" = "arn:aws:iam::*:policy/other" } } }]
    unknown_detaches_nobody = [{ Effect = "Allow", Action = "iam:DetachUserPolicy", Resource = "arn:aws:iam::*:user/somebody" }]
    unknown_deletes         = [{ Effect = "Allow", Action = "iam:DeleteUserPolicy", Resource = "*" }]
    unknown_neither         = []
    pass_denied             = [{ Effect = "Allow", Action = "iam:DetachUserPolicy", Resource = "*" }, { Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }]
  }
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
  policy = jsonencode({ Version = "2012-10-17", Statement = concat([local.put], values(local.users)[count.index]) })
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "shut" {
  user       = terraform_data.who.output
  policy_arn = aws_iam_policy.shut.arn
}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  roles = {
    deny_attaches = ["iam:AttachRolePolicy"]
    deny_detaches = ["iam:PutRolePolicy", "iam:DetachRolePolicy"]
    unknown_puts  = ["iam:PutRolePolicy"]
    pass_neither  = ["iam:GetRole"]
  }
}

resource "aws_iam_role" "role" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own" {
  count  = length(local.roles)
  name   = "own"
  role   = aws_iam_role.role[keys(local.roles)[count.index]].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = values(local.roles)[count.index], Resource = "*" }] })
}

resource "aws_iam_policy" "kept" {
  name   = "kept"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_role_policy_attachment" "kept" {
  role       = terraform_data.who.output
  policy_arn = aws_iam_policy.kept.arn
}
