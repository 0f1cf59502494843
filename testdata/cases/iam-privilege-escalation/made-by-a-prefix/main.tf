# Who makes a principal and gives it rights has those rights, whatever prefix its name has to have.
data "aws_caller_identity" "me" {}

locals {
  trust   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  me      = data.aws_caller_identity.me.account_id
  role    = "arn:aws:iam::*:role/app-*"
  user    = "arn:aws:iam::*:user/app/*"
  group   = "arn:aws:iam::*:group/app-*"
  ceiling = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/ceiling" } }
  idle    = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::aws:policy/AdministratorAccess" } }
  only    = { ArnEquals = { "iam:PolicyARN" = "arn:aws:iam::aws:policy/ReadOnlyAccess" } }
  attach  = { Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = local.role }
  roles = {
    deny_attaches             = [local.attach]
    deny_in_line              = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy"], Resource = local.role }]
    deny_own_account          = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy"], Resource = "arn:aws:iam::${local.me}:role/app-*" }]
    deny_wide_and_narrow      = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = "*" }, { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = local.role }]
    deny_narrow_and_wide      = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = local.role }, { Effect = "Allow", Action = "iam:Attach*", Resource = "*" }]
    deny_deny_of_some         = [local.attach, { Effect = "Deny", Action = "iam:*", Resource = "arn:aws:iam::*:role/app-core-*" }]
    deny_idle_boundary        = [merge(local.attach, { Condition = local.idle })]
    deny_user_with_keys       = [{ Effect = "Allow", Action = ["iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey"], Resource = local.user }]
    deny_user_with_a_password = [{ Effect = "Allow", Action = ["iam:CreateUser", "iam:PutUserPolicy", "iam:CreateLoginProfile"], Resource = local.user }]
    deny_never_assumes        = [local.attach, { Effect = "Deny", Action = "sts:*", Resource = "*" }]
    pass_denied               = [local.attach, { Effect = "Deny", Action = "iam:AttachRolePolicy", Resource = "*" }]
    pass_deny_of_the_prefix   = [local.attach, { Effect = "Deny", Action = "iam:CreateRole", Resource = "arn:aws:iam::*:role/app-*" }]
    pass_deny_of_all_but      = [local.attach, { Effect = "Deny", Action = "iam:*", NotResource = "arn:aws:iam::*:role/team-*" }]
    pass_boundary_asked_for   = [merge(local.attach, { Condition = local.ceiling })]
    pass_made_with_a_boundary = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = local.role, Condition = local.ceiling }, { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = local.role }]
    pass_only_this_policy     = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = local.role }, { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = local.role, Condition = local.only }]
    pass_two_prefixes         = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = "arn:aws:iam::*:role/app-*" }, { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "arn:aws:iam::*:role/team-*" }]
    pass_one_role             = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = "arn:aws:iam::*:role/one" }]
    pass_only_makes           = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = local.role }]
    pass_user_without_keys    = [{ Effect = "Allow", Action = ["iam:CreateUser", "iam:AttachUserPolicy"], Resource = local.user }]
    pass_group_of_a_role      = [{ Effect = "Allow", Action = ["iam:CreateGroup", "iam:AttachGroupPolicy", "iam:AddUserToGroup"], Resource = local.group }]
    unknown_prefix            = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = terraform_data.prefix.output }]
  }
  users = {
    deny_group            = ["iam:CreateGroup", "iam:AttachGroupPolicy", "iam:AddUserToGroup"]
    deny_group_in_line    = ["iam:CreateGroup", "iam:PutGroupPolicy", "iam:AddUserToGroup"]
    pass_group_not_joined = ["iam:CreateGroup", "iam:PutGroupPolicy"]
    pass_bounded_group    = ["iam:CreateGroup", "iam:PutGroupPolicy", "iam:AddUserToGroup"]
  }
}

resource "terraform_data" "prefix" {
  input = "arn:aws:iam::123456789012:role/app-*"
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

resource "aws_iam_policy" "groups" {
  name   = "groups"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:List*", "iam:*Group*"], Resource = "*" }] })
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, statements in local.roles : "of ${name}" => { role = name, statements = statements } }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# The principal's own boundary holds it back, and not a role of its making.
resource "aws_iam_role" "pass_bounded" {
  name                 = "bounded"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_role_policy" "bounded" {
  name   = "of"
  role   = aws_iam_role.pass_bounded.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.attach] })
}

resource "aws_iam_user" "each" {
  for_each             = local.users
  name                 = each.key
  permissions_boundary = each.key == "pass_bounded_group" ? aws_iam_policy.groups.arn : null
}

resource "aws_iam_user_policy" "of" {
  for_each = { for name, actions in local.users : "of ${name}" => { user = name, actions = actions } }
  name     = "of"
  user     = aws_iam_user.each[each.value.user].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.actions, Resource = local.group }] })
}
