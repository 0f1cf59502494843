# What comes free counts though the principal has the same path to less already, and though another step that comes free
# leads nowhere.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  role    = "arn:aws:iam::${local.account}:role"
  of_account = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.account}:root" } }]
  })
  of_service = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  others = {
    reads   = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
    steps   = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "${local.role}/nothing" }]
    nothing = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }]
  }
  # By whose name they may detach, and of which users they make keys.
  denied  = { deny_takes_it_off = "deny_takes_it_off", pass_keeps_it = "another" }
  bounded = { deny_any_user = ["*"], pass_steps_alone = [] }
}

resource "aws_iam_role" "other" {
  for_each           = local.others
  name               = each.key
  assume_role_policy = local.of_account
}

resource "aws_iam_role_policy" "other" {
  for_each = local.others
  role     = aws_iam_role.other[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "administers" {
  name               = "administers"
  assume_role_policy = local.of_account
}

resource "aws_iam_role_policy_attachment" "administers" {
  role       = aws_iam_role.administers.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# It may become who reads what it reads itself, and once the Deny is off, the administrator.
resource "aws_iam_policy" "not_the_administrator" {
  name = "not-the-administrator"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "sts:AssumeRole", Resource = "${local.role}/administers" }]
  })
}

resource "aws_iam_role" "denied" {
  for_each           = local.denied
  name               = each.key
  assume_role_policy = local.of_service
}

resource "aws_iam_role_policy_attachment" "denied" {
  count      = length(local.denied)
  role       = aws_iam_role.denied[keys(local.denied)[count.index]].name
  policy_arn = aws_iam_policy.not_the_administrator.arn
}

resource "aws_iam_role_policy" "denied" {
  count = length(local.denied)
  role  = aws_iam_role.denied[keys(local.denied)[count.index]].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = ["${local.role}/reads", "${local.role}/administers"] },
      { Effect = "Allow", Action = "iam:DetachRolePolicy", Resource = "${local.role}/${values(local.denied)[count.index]}" },
    ]
  })
}

# Its boundary holds back a step that leads nowhere, and keys of any user.
resource "aws_iam_policy" "comes_off" {
  name = "comes-off"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "*" }]
  })
}

resource "aws_iam_role" "bounded" {
  for_each             = local.bounded
  name                 = each.key
  assume_role_policy   = local.of_service
  permissions_boundary = aws_iam_policy.comes_off.arn
}

resource "aws_iam_role_policy" "bounded" {
  count = length(local.bounded)
  role  = aws_iam_role.bounded[keys(local.bounded)[count.index]].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "${local.role}/${keys(local.bounded)[count.index]}" },
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = "${local.role}/steps" },
    ], [for user in values(local.bounded)[count.index] : { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = user }])
  })
}
