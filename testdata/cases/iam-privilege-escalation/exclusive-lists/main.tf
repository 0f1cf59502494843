# An exclusive list takes off what it leaves out, a Deny like anything else, and keeps what is there already.
locals {
  allow = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:PutRolePolicy", "iam:PutUserPolicy", "iam:PutGroupPolicy"], Resource = "*" }] })
  deny  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = ["iam:PutRolePolicy", "iam:PutUserPolicy", "iam:PutGroupPolicy"], Resource = "*" }] })
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  # What each has, and what its list names.
  inline = {
    deny_an_allow_is_left_out    = { has = ["permit"], names = [] }
    pass_both_are_listed         = { has = ["permit", "forbid"], names = ["permit", "forbid"] }
    unknown_the_deny_is_left_out = { has = ["permit", "forbid"], names = ["permit"] }
    unknown_all_are_left_out     = { has = ["permit", "forbid"], names = [] }
    unknown_which_are_listed     = { has = ["permit", "forbid"], names = ["permit", terraform_data.name.output] }
    unknown_one_is_elsewhere     = { has = [], names = ["elsewhere"] }
    pass_nothing                 = { has = [], names = [] }
  }
  texts    = { permit = local.allow, forbid = local.deny }
  policies = merge([for role, one in local.inline : { for name in one.has : "${name} of ${role}" => { role = role, name = name } }]...)
  attached = toset(["pass_attached_and_listed", "unknown_attached_and_left_out", "unknown_attached_and_listed_elsewhere"])
}

resource "terraform_data" "name" {
  input = "forbid"
}

resource "aws_iam_policy" "each" {
  for_each = local.texts
  name     = each.key
  policy   = each.value
}

resource "aws_iam_role" "each" {
  for_each           = setunion(keys(local.inline), local.attached)
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "of" {
  for_each = local.policies
  name     = each.value.name
  role     = aws_iam_role.each[each.value.role].name
  policy   = local.texts[each.value.name]
}

resource "aws_iam_role_policies_exclusive" "list" {
  for_each     = { for role, one in local.inline : "of ${role}" => { role = role, names = one.names } }
  role_name    = aws_iam_role.each[each.value.role].name
  policy_names = each.value.names
}

resource "aws_iam_role_policy_attachment" "permit" {
  for_each   = { for role in local.attached : "of ${role}" => role }
  role       = aws_iam_role.each[each.value].name
  policy_arn = aws_iam_policy.each["permit"].arn
}

resource "aws_iam_role_policy_attachment" "forbid" {
  for_each   = { for role in local.attached : "of ${role}" => role }
  role       = aws_iam_role.each[each.value].name
  policy_arn = aws_iam_policy.each["forbid"].arn
}

resource "aws_iam_role_policy_attachments_exclusive" "all" {
  role_name   = aws_iam_role.each["pass_attached_and_listed"].name
  policy_arns = [aws_iam_policy.each["permit"].arn, aws_iam_policy.each["forbid"].arn]
}

resource "aws_iam_role_policy_attachments_exclusive" "one" {
  role_name   = aws_iam_role.each["unknown_attached_and_left_out"].name
  policy_arns = [aws_iam_policy.each["permit"].arn]
}

resource "aws_iam_role_policy_attachments_exclusive" "elsewhere" {
  role_name   = aws_iam_role.each["unknown_attached_and_listed_elsewhere"].name
  policy_arns = [aws_iam_policy.each["permit"].arn, "arn:aws:iam::123456789012:policy/elsewhere"]
}

# Listed by the reference by which it is made.
resource "aws_iam_user" "pass_by_reference" {
  name = "by-reference"
}

resource "aws_iam_user_policy" "by_reference" {
  for_each    = local.texts
  name_prefix = each.key
  user        = aws_iam_user.pass_by_reference.name
  policy      = each.value
}

resource "aws_iam_user_policies_exclusive" "by_reference" {
  user_name    = aws_iam_user.pass_by_reference.name
  policy_names = [aws_iam_user_policy.by_reference["permit"].name, aws_iam_user_policy.by_reference["forbid"].name]
}

resource "aws_iam_user" "unknown_by_reference" {
  name = "half-by-reference"
}

resource "aws_iam_user_policy" "half_by_reference" {
  for_each    = local.texts
  name_prefix = each.key
  user        = aws_iam_user.unknown_by_reference.name
  policy      = each.value
}

resource "aws_iam_user_policies_exclusive" "half_by_reference" {
  user_name    = aws_iam_user.unknown_by_reference.name
  policy_names = [aws_iam_user_policy.half_by_reference["permit"].name]
}

# Users have what their groups keep.
resource "aws_iam_group" "each" {
  for_each = toset(["shut", "left-out"])
  name     = each.key
}

resource "aws_iam_group_policy" "shut" {
  for_each = aws_iam_group.each
  name     = "shut"
  group    = each.value.name
  policy   = local.deny
}

resource "aws_iam_group_policies_exclusive" "left_out" {
  group_name   = aws_iam_group.each["left-out"].name
  policy_names = []
}

resource "aws_iam_user" "of_groups" {
  for_each = toset(["unknown_by_a_group", "pass_by_two_groups"])
  name     = each.key
}

resource "aws_iam_user_policy" "of_groups" {
  for_each = { for name in ["unknown_by_a_group", "pass_by_two_groups"] : "of ${name}" => name }
  name     = "allow"
  user     = aws_iam_user.of_groups[each.value].name
  policy   = local.allow
}

resource "aws_iam_user_group_membership" "of_groups" {
  for_each = { "of unknown_by_a_group" = ["left-out"], "of pass_by_two_groups" = ["left-out", "shut"] }
  user     = aws_iam_user.of_groups[trimprefix(each.key, "of ")].name
  groups   = [for group in each.value : aws_iam_group.each[group].name]
}

# A policy that is attached for the whole account is on nobody else.
resource "aws_iam_policy" "of_the_account" {
  name   = "of-the-account"
  policy = local.deny
}

resource "aws_iam_role" "of_the_account" {
  for_each           = toset(["pass_in_the_account", "unknown_not_in_the_account"])
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "of_the_account" {
  for_each = { for name in ["pass_in_the_account", "unknown_not_in_the_account"] : "of ${name}" => name }
  name     = "permit"
  role     = aws_iam_role.of_the_account[each.value].name
  policy   = local.allow
}

resource "aws_iam_policy_attachment" "of_the_account" {
  name       = "of-the-account"
  policy_arn = aws_iam_policy.of_the_account.arn
  roles      = [aws_iam_role.of_the_account["pass_in_the_account"].name]
}

resource "aws_iam_role_policy_attachment" "besides" {
  role       = aws_iam_role.of_the_account["unknown_not_in_the_account"].name
  policy_arn = aws_iam_policy.of_the_account.arn
}

# A list of all members of a group takes out whom another resource puts in.
resource "aws_iam_user" "members" {
  for_each = toset(["pass_among_all_members", "unknown_not_among_all_members"])
  name     = each.key
}

resource "aws_iam_user_policy" "members" {
  for_each = { for name in ["pass_among_all_members", "unknown_not_among_all_members"] : "of ${name}" => name }
  name     = "allow"
  user     = aws_iam_user.members[each.value].name
  policy   = local.allow
}

resource "aws_iam_group" "members" {
  name = "members"
}

resource "aws_iam_group_policy" "members" {
  name   = "deny"
  group  = aws_iam_group.members.name
  policy = local.deny
}

resource "aws_iam_group_membership" "members" {
  name  = "members"
  group = aws_iam_group.members.name
  users = [aws_iam_user.members["pass_among_all_members"].name]
}

resource "aws_iam_user_group_membership" "members" {
  for_each = { for name in ["pass_among_all_members", "unknown_not_among_all_members"] : "of ${name}" => name }
  user     = aws_iam_user.members[each.value].name
  groups   = [aws_iam_group.members.name]
}
