# What hides a path from a tool that looks at one statement, and what looks like a path and is none.

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }]
  })
  versions = {
    deny_resource_that_is_enough = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::*:user/*" }]
    deny_own_name_only           = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::*:user/deny_own_name_only" }]
    deny_past_date               = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*", Condition = { DateGreaterThan = { "aws:TokenIssueTime" = "2020-01-01T00:00:01Z" } } }]
    deny_any_value               = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*", Condition = { StringLike = { "aws:PrincipalArn" = "*" } } }]
    deny_every_address           = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*", Condition = { IpAddress = { "aws:SourceIp" = ["0.0.0.0/1", "128.0.0.0/1"] } } }]
    deny_not_action              = [{ Effect = "Allow", NotAction = ["iam:Create*", "iam:Attach*", "s3:*"], Resource = "*" }]
    deny_not_resource            = [{ Effect = "Allow", Action = "iam:PutUserPolicy", NotResource = "arn:aws:iam::*:user/boss" }]
    deny_upper_case              = [{ Effect = "Allow", Action = "IAM:PUTUSERPOLICY", Resource = "*" }]
    deny_question_mark           = [{ Effect = "Allow", Action = "iam:PutUserPolic?", Resource = "*" }]
    deny_prefix                  = [{ Effect = "Allow", Action = "iam:Put*", Resource = "*" }]
    deny_deny_of_another_user    = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }, { Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::*:user/boss" }]
    deny_deny_that_mfa_lifts     = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }, { Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }]
    pass_deny_beside_it          = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }, { Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }]
    pass_deny_all_of_iam         = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }, { Effect = "Allow", Action = "*", Resource = "*" }, { Effect = "Deny", NotAction = "s3:*", Resource = "*" }]
    pass_deny_not_resource       = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }, { Effect = "Deny", Action = "iam:*", NotResource = "arn:aws:iam::*:user/nobody" }]
    pass_another_user            = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::*:user/nobody" }]
    pass_wrong_service           = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:s3:::*" }]
    pass_date_gone_by            = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*", Condition = { DateLessThan = { "aws:CurrentTime" = "2020-01-01T00:00:00Z" } } }]
    pass_another_name            = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*", Condition = { StringEquals = { "aws:username" = "nobody" } } }]
    pass_boundary_asked_for      = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/ceiling" } } }]
    pass_only_this_policy        = [{ Effect = "Allow", Action = "iam:AttachUserPolicy", Resource = "*", Condition = { ArnEquals = { "iam:PolicyARN" = "arn:aws:iam::aws:policy/ReadOnlyAccess" } } }]
    pass_role_only_action        = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:user/*" }]
    pass_literal_star            = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*", Condition = { StringEquals = { "aws:username" = "*" } } }]
  }
}

resource "aws_iam_user" "each" {
  for_each = local.versions
  name     = each.key
}

resource "aws_iam_user_policy" "pass_each" {
  for_each = { for name, statements in local.versions : "of ${name}" => { user = name, statements = statements } }
  name     = "only"
  user     = aws_iam_user.each[each.value.user].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# The Deny stands in another policy.
resource "aws_iam_user" "pass_deny_elsewhere" {
  name = "deny-elsewhere"
}

resource "aws_iam_user_policy" "pass_allow" {
  name   = "allow"
  user   = aws_iam_user.pass_deny_elsewhere.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_group" "limited" {
  name = "limited"
}

resource "aws_iam_group_policy" "limited" {
  name   = "deny"
  group  = aws_iam_group.limited.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "limited" {
  user   = aws_iam_user.pass_deny_elsewhere.name
  groups = [aws_iam_group.limited.name]
}

# Whether somebody is a member of the group that gives the second half is only known after apply.
resource "terraform_data" "group" {
  input = "makers"
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_group" "makers" {
  name = "makers"
}

resource "aws_iam_group_policy" "makers" {
  name   = "make"
  group  = aws_iam_group.makers.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }] })
}

resource "aws_iam_user" "unknown_membership" {
  name = "unknown-membership"
}

resource "aws_iam_user_policy" "pass_role" {
  name   = "pass"
  user   = aws_iam_user.unknown_membership.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }] })
}

resource "aws_iam_user_group_membership" "unknown" {
  user   = aws_iam_user.unknown_membership.name
  groups = [terraform_data.group.output]
}

# A role that its attachments give the rest of: each by another kind of attachment.
resource "aws_iam_policy" "make" {
  name   = "make"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:CreateFunction", Resource = "*" }] })
}

resource "aws_iam_policy" "run" {
  name   = "run"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" }] })
}

resource "aws_iam_policy" "hand" {
  name   = "hand"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/admin" }] })
}

resource "aws_iam_role" "deny_three_kinds_of_attachment" {
  name               = "three-kinds"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "three" {
  role       = aws_iam_role.deny_three_kinds_of_attachment.name
  policy_arn = aws_iam_policy.make.arn
}

resource "aws_iam_policy_attachment" "three" {
  name       = "three"
  roles      = [aws_iam_role.deny_three_kinds_of_attachment.name]
  policy_arn = aws_iam_policy.run.arn
}

resource "aws_iam_role_policy_attachments_exclusive" "three" {
  role_name   = aws_iam_role.deny_three_kinds_of_attachment.name
  policy_arns = [aws_iam_policy.hand.arn]
}

resource "aws_iam_role" "pass_two_of_three" {
  name               = "two-of-three"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachments_exclusive" "two" {
  role_name   = aws_iam_role.pass_two_of_three.name
  policy_arns = [aws_iam_policy.hand.arn, aws_iam_policy.run.arn]
}

# A permission set, with one half in line and one by the name of a policy.
resource "aws_ssoadmin_permission_set" "deny_set" {
  name         = "set"
  instance_arn = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
}

resource "aws_ssoadmin_permission_set_inline_policy" "set" {
  instance_arn       = aws_ssoadmin_permission_set.deny_set.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.deny_set.arn
  inline_policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:PassRole", "lambda:InvokeFunction"], Resource = "*" }] })
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "set" {
  instance_arn       = aws_ssoadmin_permission_set.deny_set.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.deny_set.arn
  customer_managed_policy_reference {
    name = aws_iam_policy.make.name
    path = "/"
  }
}
