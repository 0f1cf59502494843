# The tags of a role hold for its sessions, unless whoever assumes it may choose tags: those come first. Nobody chooses the
# account.
data "aws_caller_identity" "me" {}

locals {
  allow = { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }
  deny  = merge(local.allow, { Effect = "Deny" })
  ops   = { StringEquals = { "aws:PrincipalTag/team" = "ops" } }
  by    = { service = { Service = "edgelambda.amazonaws.com" }, pods = { Service = "pods.eks.amazonaws.com" }, account = { AWS = data.aws_caller_identity.me.account_id } }
  own   = { StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.me.account_id } }
  other = { StringEquals = { "aws:PrincipalAccount" = "999900001111" } }
  roles = {
    pass_denied_in_its_account      = { by = "account", actions = ["sts:*"], tag = "dev", statements = [local.allow, merge(local.deny, { Condition = local.own })] }
    pass_allowed_in_another         = { by = "account", actions = ["sts:*"], tag = "dev", statements = [merge(local.allow, { Condition = local.other })] }
    deny_denied_in_another          = { by = "account", actions = ["sts:*"], tag = "dev", statements = [local.allow, merge(local.deny, { Condition = local.other })] }
    pass_denied_by_its_tag          = { by = "service", actions = ["sts:AssumeRole"], tag = "ops", statements = [local.allow, merge(local.deny, { Condition = local.ops })] }
    pass_denied_by_its_tag_in_pods  = { by = "pods", actions = ["sts:AssumeRole", "sts:TagSession"], tag = "ops", statements = [local.allow, merge(local.deny, { Condition = local.ops })] }
    pass_allowed_by_another_tag     = { by = "account", actions = ["sts:AssumeRole"], tag = "dev", statements = [merge(local.allow, { Condition = local.ops })] }
    deny_denied_by_a_tag_to_choose  = { by = "account", actions = ["sts:AssumeRole", "sts:TagSession"], tag = "ops", statements = [local.allow, merge(local.deny, { Condition = local.ops })] }
    deny_allowed_by_a_tag_to_choose = { by = "account", actions = ["sts:*"], tag = "dev", statements = [merge(local.allow, { Condition = local.ops })] }
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  tags               = { team = each.value.tag }
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.actions, Principal = local.by[each.value.by] }] })
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, role in local.roles : "of ${name}" => { role = name, statements = role.statements } }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
