# Permissions of a path that fall on different targets, or on nobody.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  of_account = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.account}:root" } }]
  })
  allow = { Effect = "Allow", Resource = "*" }
  roles = {
    # What it may write it can't become, and what it can become it may not write.
    pass_writes_one_becomes_another = jsonencode([merge(local.allow, { Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:role/written" }), merge(local.allow, { Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/become" })])
    deny_writes_what_it_becomes     = jsonencode([merge(local.allow, { Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:role/written" }), merge(local.allow, { Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/w*" })])
    pass_writes_one_user_is_another = jsonencode([merge(local.allow, { Action = "iam:AttachUserPolicy", Resource = "arn:aws:iam::*:user/one" }), merge(local.allow, { Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::*:user/other" })])
    deny_writes_the_user_it_is      = jsonencode([merge(local.allow, { Action = "iam:AttachUserPolicy", Resource = "arn:aws:iam::*:user/one" }), merge(local.allow, { Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::*:user/o*e" })])
    # A role is in no group, and has no user name.
    pass_is_in_no_group     = jsonencode([merge(local.allow, { Action = ["iam:PutGroupPolicy", "iam:AttachGroupPolicy"] })])
    pass_has_no_user_name   = jsonencode([merge(local.allow, { Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::*:user/$${aws:username}" })])
    deny_user_of_any_name   = jsonencode([merge(local.allow, { Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::*:user/*" })])
    deny_unbounded_as_asked = jsonencode([merge(local.allow, { Action = "iam:PutRolePolicy", Condition = { Null = { "iam:PermissionsBoundary" = "true" } } })])
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "each" {
  count  = length(local.roles)
  role   = aws_iam_role.each[keys(local.roles)[count.index]].name
  policy = jsonencode({ Version = "2012-10-17", Statement = jsondecode(values(local.roles)[count.index]) })
}

resource "aws_iam_role" "target" {
  for_each           = toset(["written", "become"])
  name               = each.key
  assume_role_policy = local.of_account
}

resource "aws_iam_user" "target" {
  for_each = toset(["one", "other"])
  name     = each.key
}

resource "aws_iam_user" "admin" {
  name = "admin"
}

resource "aws_iam_user_policy_attachment" "admin" {
  user       = aws_iam_user.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# It may write policies of roles without a boundary, and has one itself.
resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.allow, { NotAction = "organizations:*" })] })
}

resource "aws_iam_role" "pass_bounded_not_as_asked" {
  name                 = "bounded"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_role_policy" "bounded" {
  role   = aws_iam_role.pass_bounded_not_as_asked.name
  policy = jsonencode({ Version = "2012-10-17", Statement = jsondecode(local.roles["deny_unbounded_as_asked"]) })
}

# A permission set is tagged, and its users are not.
resource "aws_ssoadmin_permission_set" "deny_tags_of_its_users" {
  name         = "tagged"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
  tags         = { team = "ops" }
}

resource "aws_ssoadmin_permission_set_inline_policy" "tagged" {
  instance_arn       = aws_ssoadmin_permission_set.deny_tags_of_its_users.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.deny_tags_of_its_users.arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.allow, { Action = ["iam:AttachUserPolicy", "iam:CreateAccessKey"], Condition = { StringEquals = { "aws:PrincipalTag/team" = "dev" } } })]
  })
}

# What its boundary holds back is no more than it has.
resource "aws_iam_policy" "reading" {
  name   = "reading"
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.allow, { Action = ["s3:GetObject", "iam:DeleteUserPermissionsBoundary"] })] })
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = replace(local.of_account, ":root", ":user/reads")
}

resource "aws_iam_role_policy" "reader" {
  role   = aws_iam_role.reader.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.allow, { Action = "s3:GetObject" })] })
}

resource "aws_iam_user" "pass_becomes_what_it_is" {
  name                 = "reads"
  permissions_boundary = aws_iam_policy.reading.arn
}

resource "aws_iam_user_policy" "reads" {
  user = aws_iam_user.pass_becomes_what_it_is.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.allow, { Action = "s3:GetObject" }),
      merge(local.allow, { Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/reader" }),
      merge(local.allow, { Action = "iam:DeleteUserPermissionsBoundary", Resource = "arn:aws:iam::*:user/reads" }),
    ]
  })
}
