# Who may put an older version of the policy of a role in force, and assume the role, has what that version allowed. A plan
# shows the one that it replaces.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  work    = { Effect = "Allow", Action = "logs:*", Resource = "*" }
  all     = { Effect = "Allow", Action = "*", Resource = "*" }
  service = { Service = "edgelambda.amazonaws.com" }
  # Who sets which policies back, and which roles it may assume.
  holders = {
    deny_narrowed            = { policy = "narrowed", role = "narrowed" }
    deny_any                 = { policy = "*", role = "*" }
    deny_those_of_a_team     = { policy = "narr*", role = "*" }
    deny_its_boundary        = { policy = "ceiling", role = "bounded" }
    deny_a_path              = { policy = "resolved_passes", role = "resolved_passes" }
    deny_named               = { policy = "named", role = "nothing" }
    unknown_stays            = { policy = "stays", role = "stays" }
    unknown_its_boundary     = { policy = "ceiling-stays", role = "bounded-stays" }
    pass_new                 = { policy = "new", role = "new" }
    pass_may_not_assume      = { policy = "narrowed", role = "nothing" }
    pass_another_policy      = { policy = "others", role = "narrowed" }
    pass_trusts_a_service    = { policy = "of-a-service", role = "of-a-service" }
    pass_denied              = { policy = "narrowed", role = "narrowed", denied = "iam:SetDefaultPolicyVersion" }
    pass_names_somebody_else = { policy = "named", role = "nothing" }
  }
  trusts = {
    narrowed        = { AWS = local.account }
    resolved_passes = { AWS = local.account }
    stays           = { AWS = local.account }
    new             = { AWS = local.account }
    named           = { AWS = "arn:aws:iam::${local.account}:user/deny_named" }
    of-a-service    = local.service
  }
}

resource "aws_iam_policy" "each" {
  for_each = { for name, text in local.texts : "of ${name}" => text }
  name     = trimprefix(each.key, "of ")
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "each" {
  for_each           = local.trusts
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = each.value }] })
  depends_on         = [aws_iam_user.each]
}

resource "aws_iam_role_policy_attachment" "each" {
  for_each   = { for name, text in local.texts : "of ${name}" => name if contains(keys(local.trusts), name) }
  role       = aws_iam_role.each[each.value].name
  policy_arn = aws_iam_policy.each[each.key].arn
}

resource "aws_iam_role" "bounded" {
  for_each             = { bounded = "ceiling", bounded-stays = "ceiling-stays" }
  name                 = each.key
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = local.account } }] })
  permissions_boundary = aws_iam_policy.each["of ${each.value}"].arn
}

resource "aws_iam_role_policy" "bounded" {
  for_each = aws_iam_role.bounded
  name     = "all"
  role     = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [local.all] })
}

# What a function runs under that one of the roles passed before.
resource "aws_iam_role" "administers" {
  name               = "administers"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "administers" {
  role       = aws_iam_role.administers.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_user" "each" {
  for_each = local.holders
  name     = each.key
}

resource "aws_iam_user_policy" "each" {
  for_each = { for name, holder in local.holders : "of ${name}" => merge(holder, { user = name }) }
  name     = "back"
  user     = aws_iam_user.each[each.value.user].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      { Effect = "Allow", Action = "iam:SetDefaultPolicyVersion", Resource = "arn:aws:iam::${local.account}:policy/${each.value.policy}" },
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/${each.value.role}" },
    ], [for action in compact([lookup(each.value, "denied", "")]) : { Effect = "Deny", Action = action, Resource = "*" }])
  })
}

locals {
  texts = {
    narrowed        = [local.work]
    resolved_passes = [local.work]
    named           = [local.work]
    of-a-service    = [local.work]
    stays           = [local.work]
    others          = [local.work]
    ceiling         = [local.work]
    ceiling-stays   = [local.work]
    new             = [local.work]
  }
}
