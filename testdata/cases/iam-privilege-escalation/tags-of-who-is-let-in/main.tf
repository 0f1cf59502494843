# A trust policy that asks for a tag of the principal restricts nobody who may tag itself.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  root    = { AWS = "arn:aws:iam::${local.account}:root" }
  glass   = { StringEquals = { "aws:PrincipalTag/breakglass" = "true" } }
  assume  = { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/breakglass" }
  shut    = { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/all-but-guests" }
  holders = {
    deny_bears_the_tag    = { tags = { breakglass = "true" }, statements = [local.assume] }
    deny_tags_itself      = { tags = {}, statements = [local.assume, { Effect = "Allow", Action = "iam:TagRole", Resource = "arn:aws:iam::*:role/deny_tags_itself" }] }
    deny_some_keys        = { tags = {}, statements = [local.assume, { Effect = "Allow", Action = "iam:TagRole", Resource = "*", Condition = { "ForAllValues:StringLike" = { "aws:TagKeys" = ["break*", "cost"] } } }] }
    deny_is_no_guest      = { tags = { guest = "false" }, statements = [local.shut] }
    deny_is_no_guest_then = { tags = { guest = "true" }, statements = [local.shut, { Effect = "Allow", Action = "iam:UntagRole", Resource = "*" }] }
    pass_bears_no_tag     = { tags = {}, statements = [local.assume] }
    pass_tags_another     = { tags = {}, statements = [local.assume, { Effect = "Allow", Action = "iam:TagRole", Resource = "arn:aws:iam::*:role/breakglass" }] }
    pass_another_key      = { tags = {}, statements = [local.assume, { Effect = "Allow", Action = "iam:TagRole", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["cost"] } } }] }
    pass_another_value    = { tags = {}, statements = [local.assume, { Effect = "Allow", Action = "iam:TagRole", Resource = "*", Condition = { StringEquals = { "aws:RequestTag/breakglass" = "false" } } }] }
    pass_is_denied_to_tag = { tags = {}, statements = [local.assume, { Effect = "Allow", Action = "iam:TagRole", Resource = "*" }, { Effect = "Deny", Action = "iam:Tag*", Resource = "*", Condition = { Null = { "aws:RequestTag/breakglass" = "false" } } }] }
    pass_may_not_assume   = { tags = {}, statements = [{ Effect = "Allow", Action = "iam:TagRole", Resource = "*" }] }
    pass_is_a_guest       = { tags = { guest = "true" }, statements = [local.shut, { Effect = "Allow", Action = "iam:UntagRole", Resource = "arn:aws:iam::*:role/other" }] }
  }
}

resource "aws_iam_role" "breakglass" {
  name               = "breakglass"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.root, Condition = local.glass }] })
}

resource "aws_iam_role" "all_but_guests" {
  name = "all-but-guests"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = local.root },
    { Effect = "Deny", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEquals = { "aws:PrincipalTag/guest" = "true" } } },
  ] })
}

resource "aws_iam_role_policy_attachment" "administrates" {
  for_each   = { breakglass = aws_iam_role.breakglass.name, others = aws_iam_role.all_but_guests.name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "each" {
  for_each           = local.holders
  name               = each.key
  tags               = each.value.tags
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, holder in local.holders : "of ${name}" => merge(holder, { role = name }) }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
