# Who may put an older version of its policy in force has what that allowed. A plan shows the one that it replaces; what is
# older than that it does not.
data "aws_caller_identity" "me" {}

locals {
  own     = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy"
  trust   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  work    = { Effect = "Allow", Action = "logs:*", Resource = "*" }
  back    = { Effect = "Allow", Action = "iam:SetDefaultPolicyVersion", Resource = "*" }
  all     = { Effect = "Allow", Action = "*", Resource = "*" }
  any     = { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }
  forbids = { Effect = "Deny", Action = "iam:SetDefaultPolicyVersion", Resource = "*" }
  others  = merge(local.back, { Resource = "arn:aws:iam::*:policy/team/*" })
  texts = {
    "unknown_existing_stays" = [local.work, local.back]
    "deny_narrowed"          = [local.work, local.back, local.any]
    "unknown_widened"        = [local.work, local.back]
    "pass_may_not"           = [local.work, local.forbids, local.any]
    "pass_others"            = [local.work, local.others]
  }
  ceilings = {
    "within"             = [local.work, local.back]
    "within-a-wider-one" = [local.all]
    "within-others"      = [local.work, local.others]
  }
}

resource "aws_iam_policy" "each" {
  for_each = { for name, text in local.texts : "of ${name}" => text }
  name     = replace(each.key, " ", "-")
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "each" {
  for_each           = local.texts
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "each" {
  for_each   = { for name, text in local.texts : "of ${name}" => text }
  role       = aws_iam_role.each[trimprefix(each.key, "of ")].name
  policy_arn = aws_iam_policy.each[each.key].arn
}

resource "aws_iam_policy" "ceiling" {
  for_each = local.ceilings
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "unknown_existing" {
  for_each             = toset(["within"])
  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.ceiling[each.key].arn
}

resource "aws_iam_role" "deny" {
  for_each             = toset(["within-a-wider-one"])
  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.ceiling[each.key].arn
}

resource "aws_iam_role" "pass" {
  for_each             = toset(["within-others"])
  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.ceiling[each.key].arn
}

resource "aws_iam_role_policy" "bounded" {
  for_each   = local.ceilings
  name       = "any"
  role       = each.key
  policy     = jsonencode({ Version = "2012-10-17", Statement = [local.back, local.any] })
  depends_on = [aws_iam_role.unknown_existing, aws_iam_role.deny, aws_iam_role.pass]
}
