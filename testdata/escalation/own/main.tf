# Written by scripts/escalation.py
locals {
  roles = {
    "iam-022-role" = { first = "iam:DeleteRolePermissionsBoundary", held = "boundary", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-024-role" = { first = "iam:PutRolePermissionsBoundary", held = "boundary", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-025-role" = { first = "iam:DetachRolePolicy", held = "attached", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-026-role" = { first = "iam:DeleteRolePolicy", held = "in line", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
  }
  groups = {
    "iam-025-group" = { first = "iam:DetachGroupPolicy", held = "attached", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-026-group" = { first = "iam:DeleteGroupPolicy", held = "in line", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-leave-group" = { first = "iam:RemoveUserFromGroup", held = "in line", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
  }
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

# It leaves the principal the permission to take it away; where another thing holds the principal back it bounds nothing.
resource "aws_iam_policy" "loose" {
  for_each = merge(local.roles, local.groups)
  name     = "loose-${each.key}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = each.value.held == "boundary" ? ["s3:List*", each.value.first] : ["*"], Resource = "*"
  }] })
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = ["iam:PutRolePolicy", "iam:PutUserPolicy"], Resource = "*" }] })
}

resource "aws_iam_role" "path" {
  for_each             = local.roles
  name                 = "path-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "path" {
  for_each = local.roles
  name     = "first"
  role     = aws_iam_role.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_role_policy" "path_rest" {
  for_each = local.roles
  name     = "rest"
  role     = aws_iam_role.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_role_policy" "path_in_line" {
  for_each = { for id, path in local.roles : id => path if path.held == "in line" }
  name     = "shut"
  role     = aws_iam_role.path[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_role_policy_attachment" "path_attached" {
  for_each   = { for id, path in local.roles : id => path if path.held == "attached" }
  role       = aws_iam_role.path[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_role" "denied" {
  for_each             = local.roles
  name                 = "denied-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "denied" {
  for_each = local.roles
  name     = "first"
  role     = aws_iam_role.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }, { Effect = "Deny", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_role_policy" "denied_rest" {
  for_each = local.roles
  name     = "rest"
  role     = aws_iam_role.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_role_policy" "denied_in_line" {
  for_each = { for id, path in local.roles : id => path if path.held == "in line" }
  name     = "shut"
  role     = aws_iam_role.denied[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_role_policy_attachment" "denied_attached" {
  for_each   = { for id, path in local.roles : id => path if path.held == "attached" }
  role       = aws_iam_role.denied[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_role" "bounded" {
  for_each             = local.roles
  name                 = "bounded-${each.key}"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "bounded" {
  for_each = local.roles
  name     = "first"
  role     = aws_iam_role.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_role_policy" "bounded_rest" {
  for_each = local.roles
  name     = "rest"
  role     = aws_iam_role.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_role_policy" "bounded_in_line" {
  for_each = { for id, path in local.roles : id => path if path.held == "in line" }
  name     = "shut"
  role     = aws_iam_role.bounded[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_role_policy_attachment" "bounded_attached" {
  for_each   = { for id, path in local.roles : id => path if path.held == "attached" }
  role       = aws_iam_role.bounded[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_role" "elsewhere" {
  for_each             = local.roles
  name                 = "elsewhere-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "elsewhere" {
  for_each = local.roles
  name     = "first"
  role     = aws_iam_role.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "arn:aws:s3:::bucket" }] })
}

resource "aws_iam_role_policy" "elsewhere_rest" {
  for_each = local.roles
  name     = "rest"
  role     = aws_iam_role.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_role_policy" "elsewhere_in_line" {
  for_each = { for id, path in local.roles : id => path if path.held == "in line" }
  name     = "shut"
  role     = aws_iam_role.elsewhere[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_role_policy_attachment" "elsewhere_attached" {
  for_each   = { for id, path in local.roles : id => path if path.held == "attached" }
  role       = aws_iam_role.elsewhere[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_role" "conditioned" {
  for_each             = local.roles
  name                 = "conditioned-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "conditioned" {
  for_each = local.roles
  name     = "first"
  role     = aws_iam_role.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*", Condition = jsondecode(each.value.condition) }] })
}

resource "aws_iam_role_policy" "conditioned_rest" {
  for_each = local.roles
  name     = "rest"
  role     = aws_iam_role.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_role_policy" "conditioned_in_line" {
  for_each = { for id, path in local.roles : id => path if path.held == "in line" }
  name     = "shut"
  role     = aws_iam_role.conditioned[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_role_policy_attachment" "conditioned_attached" {
  for_each   = { for id, path in local.roles : id => path if path.held == "attached" }
  role       = aws_iam_role.conditioned[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "path" {
  for_each             = local.groups
  name                 = "path-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "path" {
  for_each = local.groups
  name     = "first"
  user     = aws_iam_user.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_user_policy" "path_rest" {
  for_each = local.groups
  name     = "rest"
  user     = aws_iam_user.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_group" "path" {
  for_each = local.groups
  name     = "path-${each.key}"
}

resource "aws_iam_user_group_membership" "path" {
  for_each = local.groups
  user     = aws_iam_user.path[each.key].name
  groups   = [aws_iam_group.path[each.key].name]
}

resource "aws_iam_group_policy" "path_in_line" {
  for_each = { for id, path in local.groups : id => path if path.held == "in line" }
  name     = "shut"
  group    = aws_iam_group.path[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_group_policy_attachment" "path_attached" {
  for_each   = { for id, path in local.groups : id => path if path.held == "attached" }
  group      = aws_iam_group.path[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "denied" {
  for_each             = local.groups
  name                 = "denied-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "denied" {
  for_each = local.groups
  name     = "first"
  user     = aws_iam_user.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }, { Effect = "Deny", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_user_policy" "denied_rest" {
  for_each = local.groups
  name     = "rest"
  user     = aws_iam_user.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_group" "denied" {
  for_each = local.groups
  name     = "denied-${each.key}"
}

resource "aws_iam_user_group_membership" "denied" {
  for_each = local.groups
  user     = aws_iam_user.denied[each.key].name
  groups   = [aws_iam_group.denied[each.key].name]
}

resource "aws_iam_group_policy" "denied_in_line" {
  for_each = { for id, path in local.groups : id => path if path.held == "in line" }
  name     = "shut"
  group    = aws_iam_group.denied[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_group_policy_attachment" "denied_attached" {
  for_each   = { for id, path in local.groups : id => path if path.held == "attached" }
  group      = aws_iam_group.denied[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "bounded" {
  for_each             = local.groups
  name                 = "bounded-${each.key}"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user_policy" "bounded" {
  for_each = local.groups
  name     = "first"
  user     = aws_iam_user.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_user_policy" "bounded_rest" {
  for_each = local.groups
  name     = "rest"
  user     = aws_iam_user.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_group" "bounded" {
  for_each = local.groups
  name     = "bounded-${each.key}"
}

resource "aws_iam_user_group_membership" "bounded" {
  for_each = local.groups
  user     = aws_iam_user.bounded[each.key].name
  groups   = [aws_iam_group.bounded[each.key].name]
}

resource "aws_iam_group_policy" "bounded_in_line" {
  for_each = { for id, path in local.groups : id => path if path.held == "in line" }
  name     = "shut"
  group    = aws_iam_group.bounded[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_group_policy_attachment" "bounded_attached" {
  for_each   = { for id, path in local.groups : id => path if path.held == "attached" }
  group      = aws_iam_group.bounded[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "elsewhere" {
  for_each             = local.groups
  name                 = "elsewhere-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "elsewhere" {
  for_each = local.groups
  name     = "first"
  user     = aws_iam_user.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "arn:aws:s3:::bucket" }] })
}

resource "aws_iam_user_policy" "elsewhere_rest" {
  for_each = local.groups
  name     = "rest"
  user     = aws_iam_user.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_group" "elsewhere" {
  for_each = local.groups
  name     = "elsewhere-${each.key}"
}

resource "aws_iam_user_group_membership" "elsewhere" {
  for_each = local.groups
  user     = aws_iam_user.elsewhere[each.key].name
  groups   = [aws_iam_group.elsewhere[each.key].name]
}

resource "aws_iam_group_policy" "elsewhere_in_line" {
  for_each = { for id, path in local.groups : id => path if path.held == "in line" }
  name     = "shut"
  group    = aws_iam_group.elsewhere[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_group_policy_attachment" "elsewhere_attached" {
  for_each   = { for id, path in local.groups : id => path if path.held == "attached" }
  group      = aws_iam_group.elsewhere[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "conditioned" {
  for_each             = local.groups
  name                 = "conditioned-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "conditioned" {
  for_each = local.groups
  name     = "first"
  user     = aws_iam_user.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*", Condition = jsondecode(each.value.condition) }] })
}

resource "aws_iam_user_policy" "conditioned_rest" {
  for_each = local.groups
  name     = "rest"
  user     = aws_iam_user.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_group" "conditioned" {
  for_each = local.groups
  name     = "conditioned-${each.key}"
}

resource "aws_iam_user_group_membership" "conditioned" {
  for_each = local.groups
  user     = aws_iam_user.conditioned[each.key].name
  groups   = [aws_iam_group.conditioned[each.key].name]
}

resource "aws_iam_group_policy" "conditioned_in_line" {
  for_each = { for id, path in local.groups : id => path if path.held == "in line" }
  name     = "shut"
  group    = aws_iam_group.conditioned[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_group_policy_attachment" "conditioned_attached" {
  for_each   = { for id, path in local.groups : id => path if path.held == "attached" }
  group      = aws_iam_group.conditioned[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

