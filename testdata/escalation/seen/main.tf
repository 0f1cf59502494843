# Written by scripts/escalation.py
locals {
  paths = {
    "iam-022" = { first = "iam:DeleteUserPermissionsBoundary", rest = ["iam:PutUserPolicy"], held = "boundary", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-023" = { first = "sts:AssumeRole", rest = ["iam:DeleteRolePermissionsBoundary"], held = "", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-024" = { first = "iam:PutUserPermissionsBoundary", rest = ["iam:PutUserPolicy"], held = "boundary", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-025" = { first = "iam:DetachUserPolicy", rest = ["iam:PutUserPolicy"], held = "attached", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-026" = { first = "iam:DeleteUserPolicy", rest = ["iam:PutUserPolicy"], held = "in line", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "sso-001" = { first = "sso:CreatePermissionSet", rest = ["sso:CreateAccountAssignment", "sso:AttachManagedPolicyToPermissionSet"], held = "", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "sso-002" = { first = "sso:AttachManagedPolicyToPermissionSet", rest = [], held = "", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "sso-003" = { first = "sso:PutInlinePolicyToPermissionSet", rest = [], held = "", condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
  }
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

# It leaves the user the permission to take it away; where another thing holds the user back it bounds nothing.
resource "aws_iam_policy" "loose" {
  for_each = local.paths
  name     = "loose-${each.key}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = each.value.held == "boundary" ? ["s3:List*", each.value.first] : ["*"], Resource = "*"
  }] })
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_user" "path" {
  for_each             = local.paths
  name                 = "path-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "path" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_group" "path" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "path-${each.key}"
}

resource "aws_iam_group_policy" "path" {
  for_each = aws_iam_group.path
  name     = "rest"
  group    = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.paths[each.key].rest, Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "path" {
  for_each = aws_iam_group.path
  user     = aws_iam_user.path[each.key].name
  groups   = [each.value.name]
}

resource "aws_iam_user_policy" "path_in_line" {
  for_each = { for id, path in local.paths : id => path if path.held == "in line" }
  name     = "shut"
  user     = aws_iam_user.path[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_user_policy_attachment" "path_attached" {
  for_each   = { for id, path in local.paths : id => path if path.held == "attached" }
  user       = aws_iam_user.path[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "denied" {
  for_each             = local.paths
  name                 = "denied-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "denied" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }, { Effect = "Deny", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_group" "denied" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "denied-${each.key}"
}

resource "aws_iam_group_policy" "denied" {
  for_each = aws_iam_group.denied
  name     = "rest"
  group    = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.paths[each.key].rest, Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "denied" {
  for_each = aws_iam_group.denied
  user     = aws_iam_user.denied[each.key].name
  groups   = [each.value.name]
}

resource "aws_iam_user_policy" "denied_in_line" {
  for_each = { for id, path in local.paths : id => path if path.held == "in line" }
  name     = "shut"
  user     = aws_iam_user.denied[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_user_policy_attachment" "denied_attached" {
  for_each   = { for id, path in local.paths : id => path if path.held == "attached" }
  user       = aws_iam_user.denied[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "bounded" {
  for_each             = local.paths
  name                 = "bounded-${each.key}"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user_policy" "bounded" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_group" "bounded" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "bounded-${each.key}"
}

resource "aws_iam_group_policy" "bounded" {
  for_each = aws_iam_group.bounded
  name     = "rest"
  group    = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.paths[each.key].rest, Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "bounded" {
  for_each = aws_iam_group.bounded
  user     = aws_iam_user.bounded[each.key].name
  groups   = [each.value.name]
}

resource "aws_iam_user_policy" "bounded_in_line" {
  for_each = { for id, path in local.paths : id => path if path.held == "in line" }
  name     = "shut"
  user     = aws_iam_user.bounded[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_user_policy_attachment" "bounded_attached" {
  for_each   = { for id, path in local.paths : id => path if path.held == "attached" }
  user       = aws_iam_user.bounded[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "elsewhere" {
  for_each             = local.paths
  name                 = "elsewhere-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "elsewhere" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "arn:aws:s3:::bucket" }] })
}

resource "aws_iam_group" "elsewhere" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "elsewhere-${each.key}"
}

resource "aws_iam_group_policy" "elsewhere" {
  for_each = aws_iam_group.elsewhere
  name     = "rest"
  group    = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.paths[each.key].rest, Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "elsewhere" {
  for_each = aws_iam_group.elsewhere
  user     = aws_iam_user.elsewhere[each.key].name
  groups   = [each.value.name]
}

resource "aws_iam_user_policy" "elsewhere_in_line" {
  for_each = { for id, path in local.paths : id => path if path.held == "in line" }
  name     = "shut"
  user     = aws_iam_user.elsewhere[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_user_policy_attachment" "elsewhere_attached" {
  for_each   = { for id, path in local.paths : id => path if path.held == "attached" }
  user       = aws_iam_user.elsewhere[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "conditioned" {
  for_each             = local.paths
  name                 = "conditioned-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "conditioned" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*", Condition = jsondecode(each.value.condition) }] })
}

resource "aws_iam_group" "conditioned" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "conditioned-${each.key}"
}

resource "aws_iam_group_policy" "conditioned" {
  for_each = aws_iam_group.conditioned
  name     = "rest"
  group    = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.paths[each.key].rest, Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "conditioned" {
  for_each = aws_iam_group.conditioned
  user     = aws_iam_user.conditioned[each.key].name
  groups   = [each.value.name]
}

resource "aws_iam_user_policy" "conditioned_in_line" {
  for_each = { for id, path in local.paths : id => path if path.held == "in line" }
  name     = "shut"
  user     = aws_iam_user.conditioned[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_user_policy_attachment" "conditioned_attached" {
  for_each   = { for id, path in local.paths : id => path if path.held == "attached" }
  user       = aws_iam_user.conditioned[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}


resource "aws_iam_role" "kept" {
  name                 = "kept"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "kept" {
  role       = aws_iam_role.kept.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

data "aws_caller_identity" "me" {}

resource "aws_iam_role" "path" {
  for_each = {
    sts-002 = { AWS = "arn:aws:iam::999900001111:root" }
    sts-003 = { AWS = "*" }
  }
  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = each.value }]
  })
}
