# A session bears the tags of its role and no others. What a role is tagged with may be known after apply, by itself or by
# its provider.
provider "aws" {
  alias  = "tags"
  region = "us-east-1"

  default_tags {
    tags = { team = terraform_data.team.output }
  }
}

resource "terraform_data" "team" {
  input = "ops"
}

resource "terraform_data" "tags" {
  input = { team = "ops" }
}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  allow = { Effect = "Allow", Action = ["iam:PutRolePolicy", "iam:PutUserPolicy"], Resource = "*" }
  deny  = merge(local.allow, { Effect = "Deny" })
  # What a tag is asked by, and whether that shuts out or lets in.
  all_but_ops = [local.allow, merge(local.deny, { Condition = { StringNotEquals = { "aws:PrincipalTag/team" = "ops" } } })]
  not_ops     = [local.allow, merge(local.deny, { Condition = { StringEquals = { "aws:PrincipalTag/team" = "ops" } } })]
  untagged    = [local.allow, merge(local.deny, { Condition = { Null = { "aws:PrincipalTag/team" = "true" } } })]
  only_ops    = [merge(local.allow, { Condition = { StringEquals = { "aws:PrincipalTag/team" = "ops" } } })]
  roles = {
    pass_untagged_is_not_ops     = { tags = null, statements = local.all_but_ops }
    pass_untagged_has_no_tag     = { tags = {}, statements = local.untagged }
    pass_untagged_is_let_in      = { tags = null, statements = local.only_ops }
    deny_untagged_is_not_shut    = { tags = null, statements = local.not_ops }
    pass_other_tags_are_not_ops  = { tags = { cost = "1" }, statements = local.all_but_ops }
    deny_other_tags_are_not_shut = { tags = { cost = "1" }, statements = local.not_ops }
    deny_ops_is_let_in           = { tags = { team = "ops" }, statements = local.only_ops }
    deny_ops_is_left             = { tags = { team = "ops" }, statements = local.all_but_ops }
    pass_ops_is_shut             = { tags = { team = "ops" }, statements = local.not_ops }
  }
  later = {
    unknown_all_but_ops = local.all_but_ops
    unknown_not_ops     = local.not_ops
    unknown_untagged    = local.untagged
    unknown_only_ops    = local.only_ops
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  tags               = each.value.tags
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "each" {
  for_each = { for name, role in local.roles : "of ${name}" => merge(role, { role = name }) }
  name     = "each"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

resource "aws_iam_role" "later" {
  for_each           = local.later
  name               = each.key
  tags               = terraform_data.tags.output
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "later" {
  for_each = { for name, statements in local.later : "of ${name}" => { role = name, statements = statements } }
  name     = "later"
  role     = aws_iam_role.later[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

resource "aws_iam_user" "by_provider" {
  for_each = local.later
  provider = aws.tags
  name     = each.key
}

resource "aws_iam_user_policy" "by_provider" {
  for_each = { for name, statements in local.later : "of ${name}" => { user = name, statements = statements } }
  provider = aws.tags
  name     = "later"
  user     = aws_iam_user.by_provider[each.value.user].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

resource "aws_iam_user" "pass_untagged_user" {
  name = "untagged"
}

resource "aws_iam_user_policy" "untagged" {
  name   = "untagged"
  user   = aws_iam_user.pass_untagged_user.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.all_but_ops })
}
