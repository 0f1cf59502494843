# A condition on the principal's own tag restricts nobody who may set that tag on itself.
data "aws_caller_identity" "me" {}

locals {
  own     = { for name in ["deny_tags_itself", "deny_tags_its_team", "deny_untags_itself", "pass_takes_another_value", "pass_another_key", "pass_denied", "pass_of_a_bucket"] : name => "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/${name}" }
  analyst = { StringEquals = { "aws:PrincipalTag/clearance" = "secret" } }
  read    = { Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = local.analyst }
  tag     = { for name, arn in local.own : name => { Effect = "Allow", Action = "iam:TagRole", Resource = arn } }

  roles = {
    deny_tags_itself         = [local.read, local.tag["deny_tags_itself"]]
    deny_tags_every_role     = [local.read, { Effect = "Allow", Action = "iam:TagRole", Resource = "*" }]
    deny_tags_its_team       = [local.read, merge(local.tag["deny_tags_its_team"], { Condition = { StringEquals = { "aws:RequestTag/clearance" = ["public", "secret"] } } })]
    deny_secrets             = [merge(local.read, { Action = "secretsmanager:GetSecretValue" }), { Effect = "Allow", Action = "iam:Tag*", Resource = "*" }]
    deny_untags_itself       = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }, { Effect = "Deny", Action = "s3:GetObject", Resource = "*", Condition = { StringEquals = { "aws:PrincipalTag/clearance" = "none" } } }, merge(local.tag["deny_untags_itself"], { Action = "iam:UntagRole" })]
    pass_tags_nobody         = [local.read]
    pass_tags_another        = [local.read, { Effect = "Allow", Action = "iam:TagRole", Resource = "arn:aws:iam::*:role/app-*" }]
    pass_tags_users          = [local.read, { Effect = "Allow", Action = "iam:TagUser", Resource = "*" }]
    pass_takes_another_value = [local.read, merge(local.tag["pass_takes_another_value"], { Condition = { StringEquals = { "aws:RequestTag/clearance" = "public" } } })]
    pass_another_key         = [local.read, merge(local.tag["pass_another_key"], { Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["cost"] } } })]
    pass_denied              = [local.read, local.tag["pass_denied"], { Effect = "Deny", Action = "iam:TagRole", Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "aws:TagKeys" = ["clearance"] } } }]
    pass_of_a_bucket         = [merge(local.read, { Resource = "arn:aws:s3:::app/*" }), local.tag["pass_of_a_bucket"]]
  }
}

resource "aws_iam_role" "role" {
  for_each = local.roles
  name     = each.key
  tags     = { clearance = "none" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "role" {
  for_each = { for name, statements in local.roles : "of ${name}" => { name = name, statements = statements } }
  role     = aws_iam_role.role[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

resource "aws_iam_user" "user" {
  for_each = { deny_user_tags_itself = "$${aws:username}", pass_user_tags_another = "another" }
  name     = each.key
}

resource "aws_iam_user_policy" "user" {
  for_each = { "of deny_user_tags_itself" = "$${aws:username}", "of pass_user_tags_another" = "another" }
  user     = aws_iam_user.user[trimprefix(each.key, "of ")].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.read,
    { Effect = "Allow", Action = "iam:TagUser", Resource = "arn:aws:iam::*:user/${each.value}" },
  ] })
}

# Whether it may take the clearance is known after apply.
resource "terraform_data" "later" {
  input = "senior"
}

resource "aws_iam_role" "unknown_level" {
  name                 = "unknown_level"
  assume_role_policy   = aws_iam_role.role["pass_denied"].assume_role_policy
  permissions_boundary = aws_iam_policy.later.arn
}

resource "aws_iam_policy" "later" {
  name = "later"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:*", Resource = "*" },
    { Effect = "Allow", Action = "iam:TagRole", Resource = "arn:aws:iam::*:role/${terraform_data.later.output}" },
  ] })
}

resource "aws_iam_role_policy" "of_unknown" {
  role = aws_iam_role.unknown_level.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.read,
    { Effect = "Allow", Action = "iam:TagRole", Resource = "*" },
  ] })
}
