# Who may put a boundary on itself in place of its own gains what the other leaves, and nothing by the same one.
data "aws_caller_identity" "me" {}

resource "terraform_data" "later" {}

locals {
  set     = "iam:PutRolePermissionsBoundary"
  policy  = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy"
  itself  = { StringEquals = { "iam:PermissionsBoundary" = "${local.policy}/ceiling" } }
  not     = { StringNotEquals = { "iam:PermissionsBoundary" = "${local.policy}/ceiling" } }
  all     = { Effect = "Allow", Action = "*", Resource = "*" }
  setting = { Effect = "Allow", Action = local.set, Resource = "*" }
  logs    = { Effect = "Allow", Action = "logs:*", Resource = "*" }

  ceilings = {
    ceiling    = [local.logs, { Effect = "Allow", Action = [local.set, "iam:CreatePolicy", "iam:DeleteRolePermissionsBoundary"], Resource = "*" }]
    delegated  = [local.logs, local.setting, { Effect = "Deny", Action = local.set, Resource = "*", Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "${local.policy}/delegated" } } }]
    allowing   = [local.logs, { Effect = "Allow", Action = local.set, Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.policy}/allowing" } } }]
    wide       = [local.all]
    as-narrow  = [local.logs, local.setting]
    team-other = [local.logs]
  }

  roles = {
    deny_any              = { ceiling = "ceiling", own = [local.all] }
    deny_one_of_two       = { ceiling = "ceiling", own = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }, { Effect = "Allow", Action = ["iam:AttachRolePolicy"], Resource = "*" }, { Effect = "Allow", Action = local.set, Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = ["${local.policy}/ceiling", "${local.policy}/wide"] } } }] }
    deny_all_but_the_same = { ceiling = "ceiling", own = [local.all, { Effect = "Deny", Action = local.set, Resource = "*", Condition = local.itself }] }
    deny_written          = { ceiling = "ceiling", own = [{ Effect = "Allow", Action = ["iam:AttachRolePolicy", "iam:CreatePolicy"], Resource = "*" }, { Effect = "Allow", Action = local.set, Resource = "*", Condition = { StringLike = { "iam:PermissionsBoundary" = "${local.policy}/team-*" } } }] }
    deny_taken_off        = { ceiling = "ceiling", own = [{ Effect = "Allow", Action = ["iam:AttachRolePolicy", "iam:DeleteRolePermissionsBoundary"], Resource = "*" }, { Effect = "Deny", Action = "iam:DeleteRolePermissionsBoundary", Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.policy}/wide" } } }] }
    pass_taken_off        = { ceiling = "ceiling", own = [{ Effect = "Allow", Action = ["iam:AttachRolePolicy", "iam:DeleteRolePermissionsBoundary"], Resource = "*" }, { Effect = "Deny", Action = "iam:DeleteRolePermissionsBoundary", Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.policy}/ceiling" } } }] }
    pass_delegated        = { ceiling = "delegated", own = [local.all] }
    pass_allowing         = { ceiling = "allowing", own = [local.all] }
    pass_same_by_deny     = { ceiling = "ceiling", own = [local.all, { Effect = "Deny", Action = local.set, Resource = "*", Condition = local.not }, { Effect = "Deny", Action = "iam:DeleteRolePermissionsBoundary", Resource = "*" }] }
    pass_same_by_allow    = { ceiling = "ceiling", own = [{ Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "*" }, { Effect = "Allow", Action = local.set, Resource = "*", Condition = local.itself }] }
    pass_as_narrow        = { ceiling = "ceiling", own = [{ Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "*" }, { Effect = "Allow", Action = local.set, Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.policy}/as-narrow" } } }] }
    unknown_later         = { ceiling = "ceiling", own = [{ Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "*" }, { Effect = "Allow", Action = local.set, Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.policy}/later" } } }] }
  }
}

resource "aws_iam_policy" "ceiling" {
  for_each = local.ceilings
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_policy" "later" {
  name   = "later"
  policy = terraform_data.later.id
}

resource "aws_iam_role" "role" {
  for_each             = local.roles
  name                 = each.key
  permissions_boundary = "${local.policy}/${each.value.ceiling}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vmie.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "own" {
  count = length(local.roles)
  role  = aws_iam_role.role[keys(local.roles)[count.index]].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = values(local.roles)[count.index].own
  })
}
