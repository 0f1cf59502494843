# Whoever may attach any policy that makes an administrator becomes one, whichever a condition leaves.
data "aws_caller_identity" "me" {}

locals {
  own     = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy"
  shipped = "arn:aws:iam::aws:policy"
  trust   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  attach  = { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "*" }
  asking = {
    deny_any_shipped      = { ArnLike = { "iam:PolicyARN" = "${local.shipped}/*" } }
    deny_all_but_one      = { ArnNotEquals = { "iam:PolicyARN" = "${local.shipped}/AdministratorAccess" } }
    deny_full_iam         = { ArnEquals = { "iam:PolicyARN" = "${local.shipped}/IAMFullAccess" } }
    deny_own              = { ArnEquals = { "iam:PolicyARN" = "${local.own}/everything" } }
    deny_any_own          = { ArnLike = { "iam:PolicyARN" = "${local.own}/*" } }
    deny_one_of_several   = { ArnEquals = { "iam:PolicyARN" = ["${local.own}/storage", "${local.own}/everything"] } }
    pass_shipped          = { ArnEquals = { "iam:PolicyARN" = "${local.shipped}/job-function/ViewOnlyAccess" } }
    pass_own              = { ArnEquals = { "iam:PolicyARN" = "${local.own}/storage" } }
    unknown_text_of_later = { ArnEquals = { "iam:PolicyARN" = "${local.own}/later" } }
  }
  roles = merge({ for name, condition in local.asking : name => [merge(local.attach, { Condition = condition })] }, {
    deny_one_is_denied  = [local.attach, { Effect = "Deny", Action = "iam:AttachRolePolicy", Resource = "*", Condition = { ArnEquals = { "iam:PolicyARN" = "${local.shipped}/AdministratorAccess" } } }]
    deny_writes_one     = [merge(local.attach, { Condition = { ArnLike = { "iam:PolicyARN" = "${local.own}/app/*" } } }), { Effect = "Allow", Action = "iam:CreatePolicy", Resource = "${local.own}/app/*" }]
    pass_writes_others  = [merge(local.attach, { Condition = { ArnLike = { "iam:PolicyARN" = "${local.own}/app/*" } } }), { Effect = "Allow", Action = "iam:CreatePolicy", Resource = "${local.own}/web/*" }]
    pass_all_are_denied = [local.attach, { Effect = "Deny", Action = "iam:AttachRolePolicy", Resource = "*", Condition = { ArnNotEquals = { "iam:PolicyARN" = "${local.own}/storage" } } }]
  })
}

resource "terraform_data" "text" {
  input = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_policy" "each" {
  for_each = { everything = "*", storage = "s3:*" }
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
}

resource "aws_iam_policy" "unknown_later" {
  name   = "later"
  policy = terraform_data.text.output
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, statements in local.roles : "of ${name}" => { role = name, statements = statements } }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
