# A user of one's own making has what a group has that it is added to.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  team    = "arn:aws:iam::${local.account}:user/team/*"
  groups  = { for name in ["admins", "staff"] : name => "arn:aws:iam::${local.account}:group/${name}" }

  make = { Effect = "Allow", Action = ["iam:CreateUser", "iam:CreateAccessKey"], Resource = local.team }
  join = { for name, arn in local.groups : name => { Effect = "Allow", Action = "iam:AddUserToGroup", Resource = arn } }
  bound = { for name in ["narrow", "wide"] : name => [
    { Effect = "Allow", Action = "iam:CreateUser", Resource = local.team, Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::${local.account}:policy/${name}" } } },
    { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = local.team },
  ] }

  who = {
    deny_key     = [local.make, local.join.admins]
    deny_console = [merge(local.make, { Action = ["iam:CreateUser", "iam:CreateLoginProfile"] }), local.join.admins]
    deny_any     = [local.make, { Effect = "Allow", Action = "iam:AddUserToGroup", Resource = "arn:aws:iam::*:group/*" }]
    deny_wide    = concat(local.bound.wide, [local.join.admins])
    # The group has nothing, and is given it.
    deny_given = [local.make, local.join.staff, { Effect = "Allow", Action = "iam:PutGroupPolicy", Resource = local.groups.staff }]
    # The boundary is taken off again.
    deny_freed = concat(local.bound.narrow, [local.join.admins, { Effect = "Allow", Action = "iam:DeleteUserPermissionsBoundary", Resource = local.team }])

    pass_staff     = [local.make, local.join.staff]
    pass_narrow    = concat(local.bound.narrow, [local.join.admins])
    pass_no_key    = [merge(local.make, { Action = "iam:CreateUser" }), local.join.admins]
    pass_no_user   = [merge(local.make, { Action = "iam:CreateAccessKey" }), local.join.admins]
    pass_denied    = [local.make, local.join.admins, { Effect = "Deny", Action = "iam:AddUserToGroup", Resource = local.groups.admins }]
    pass_elsewhere = [local.make, merge(local.join.admins, { Resource = "arn:aws:iam::${local.account}:group/none" })]
    # Nobody has a key of another's making.
    pass_other_users = [merge(local.make, { Action = "iam:CreateUser" }), { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::${local.account}:user/ops/*" }, local.join.admins]
  }
}

resource "aws_iam_policy" "narrow" {
  name   = "narrow"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }] })
}

resource "aws_iam_policy" "wide" {
  name   = "wide"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_group" "admins" {
  name = "admins"
}

resource "aws_iam_group_policy_attachment" "admins" {
  group      = aws_iam_group.admins.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_group" "staff" {
  name = "staff"
}

resource "aws_iam_role" "who" {
  for_each           = local.who
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "edgelambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "who" {
  for_each = { for name, statements in local.who : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.who[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# Which group it is, is known after apply.
resource "terraform_data" "group" {
  input = "admins"
}

data "aws_iam_policy_document" "unknown" {
  statement {
    actions   = ["iam:CreateUser", "iam:CreateAccessKey"]
    resources = [local.team]
  }
  statement {
    actions   = ["iam:AddUserToGroup"]
    resources = ["arn:aws:iam::${local.account}:group/${terraform_data.group.output}"]
  }
}

resource "aws_iam_role" "unknown_group" {
  name               = "unknown"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "edgelambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "of_unknown" {
  name   = "own"
  role   = aws_iam_role.unknown_group.name
  policy = data.aws_iam_policy_document.unknown.json
}
