# Who may write the policy that is its own boundary is held back by nothing: not from being an administrator, and not from
# a path.
data "aws_caller_identity" "me" {}

locals {
  own     = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy"
  trust   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  all     = [{ Effect = "Allow", Action = ["*"], Resource = "*" }]
  reads   = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }, { Effect = "Allow", Action = local.version, Resource = "${local.own}/has_little" }]
  work    = { Effect = "Allow", Action = "logs:*", Resource = "*" }
  version = "iam:CreatePolicyVersion"
  passes  = { Effect = "Allow", Action = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }
  # What only opens once the boundary is another.
  paths = {
    "passes-a-role"        = [local.passes, { Effect = "Allow", Action = local.version, Resource = "${local.own}/passes-a-role" }]
    "rewrites-any-policy"  = [{ Effect = "Allow", Action = ["logs:*", local.version], Resource = "*" }]
    "assumes-a-role"       = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/administers" }, { Effect = "Allow", Action = local.version, Resource = "${local.own}/assumes-a-role" }]
    "passes-to-no-service" = [merge(local.passes, { Condition = { StringEquals = { "iam:PassedToService" = "edgelambda.amazonaws.com" } } }), { Effect = "Allow", Action = local.version, Resource = "${local.own}/passes-to-no-service" }]
    "may-not-write-it"     = [local.passes]
  }
  boundaries = {
    writes_itself = [local.work, { Effect = "Allow", Action = local.version, Resource = "${local.own}/writes_itself" }]
    writes_any    = [local.work, { Effect = "Allow", Action = "iam:CreatePolicy*", Resource = "*" }]
    writes_others = [local.work, { Effect = "Allow", Action = local.version, Resource = "${local.own}/app-*" }]
    is_spared     = [local.work, { Effect = "Allow", Action = local.version, Resource = "*" }, { Effect = "Deny", Action = local.version, Resource = "${local.own}/is_spared" }]
    has_little    = [local.work, { Effect = "Allow", Action = local.version, Resource = "${local.own}/has_little" }]
  }
}

resource "aws_iam_policy" "boundary" {
  for_each = local.boundaries
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "deny_writes_itself" {
  name                 = "writes_itself"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["writes_itself"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
  }
}

resource "aws_iam_role" "deny_writes_any" {
  name                 = "writes_any"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["writes_any"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
  }
}

resource "aws_iam_role" "pass_writes_others" {
  name                 = "writes_others"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["writes_others"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
  }
}

resource "aws_iam_role" "pass_is_spared" {
  name                 = "is_spared"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["is_spared"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
  }
}

resource "aws_iam_role" "pass_has_little" {
  name                 = "has_little"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary["has_little"].arn

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = local.reads })
  }
}

resource "aws_iam_role" "administers" {
  name = "administers"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com", AWS = data.aws_caller_identity.me.account_id } }]
  })
}

resource "aws_iam_role_policy_attachment" "administers" {
  role       = aws_iam_role.administers.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_policy" "of_paths" {
  for_each = local.paths
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = [local.work, { Effect = "Allow", Action = local.version, Resource = "${local.own}/${each.key}" }] })
}

resource "aws_iam_role" "deny_paths" {
  for_each             = toset(["passes-a-role", "rewrites-any-policy", "assumes-a-role"])
  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.of_paths[each.key].arn
}

resource "aws_iam_role" "pass_paths" {
  for_each             = toset(["passes-to-no-service", "may-not-write-it"])
  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.of_paths[each.key].arn
}

resource "aws_iam_role_policy" "of_paths" {
  for_each   = local.paths
  name       = "paths"
  role       = each.key
  policy     = jsonencode({ Version = "2012-10-17", Statement = each.value })
  depends_on = [aws_iam_role.deny_paths, aws_iam_role.pass_paths]
}

# A role that another frees before it assumes it.
resource "aws_iam_role" "freed" {
  for_each = { deny_frees_itself = "deny_frees_itself", freed = "freed" }
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.me.account_id } }]
  })
  permissions_boundary = aws_iam_policy.free.arn
}

resource "aws_iam_policy" "free" {
  name   = "free"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.work, { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "arn:aws:iam::*:role/deny_frees_itself" }] })
}

resource "aws_iam_role_policy" "freed" {
  for_each = { "of deny_frees_itself" = "deny_frees_itself", "of freed" = "freed" }
  name     = "passes"
  role     = aws_iam_role.freed[each.value].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [local.passes, { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "arn:aws:iam::*:role/${each.value}" }] })
}

resource "aws_iam_role" "deny_frees_another" {
  name               = "frees-another"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "frees" {
  name   = "frees"
  role   = aws_iam_role.deny_frees_another.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sts:AssumeRole", "iam:DeleteRolePermissionsBoundary"], Resource = "arn:aws:iam::*:role/freed" }] })
}

resource "aws_iam_user" "deny_user" {
  name                 = "writer"
  permissions_boundary = aws_iam_policy.boundary["writes_any"].arn
}

resource "aws_iam_user_policy" "work" {
  name   = "work"
  user   = aws_iam_user.deny_user.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
}

resource "terraform_data" "region" {
  input = "eu-west-1"
}

resource "aws_iam_policy" "waits" {
  name   = "waits"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.work, { Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = terraform_data.region.output } } }] })
}

resource "aws_iam_role" "unknown_text" {
  name                 = "unknown_text"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.waits.arn
}

resource "aws_iam_role_policy" "work" {
  name   = "work"
  role   = aws_iam_role.unknown_text.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.all })
}
