# What holds these roles back is taken off them, and then they are used: a boundary, or the version of a policy that is in force.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  roles   = toset(["held", "calm", "set-back", "kept", "made"])

  role   = { for name in local.roles : name => "arn:aws:iam::${local.account}:role/${name}" }
  update = { for name in local.roles : name => { Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "arn:aws:lambda:*:${local.account}:function:${name}" } }
  remove = { for name in local.roles : name => { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = local.role[name] } }
  set    = { for name in ["narrow", "narrowed", "kept", "new"] : name => { Effect = "Allow", Action = "iam:SetDefaultPolicyVersion", Resource = "arn:aws:iam::${local.account}:policy/${name}" } }
  create = { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "arn:aws:lambda:*:${local.account}:function:team-*" }
  narrow = "arn:aws:iam::${local.account}:policy/narrow"

  who = {
    # Without its boundary the role is an administrator.
    deny_remove  = [local.remove.held, local.update.held]
    deny_passed  = [local.remove.held, { Effect = "Allow", Action = "iam:PassRole", Resource = local.role.held }, local.create]
    deny_trusted = [local.remove.held, { Effect = "Allow", Action = "iam:UpdateAssumeRolePolicy", Resource = local.role.held }]
    deny_replace = [{ Effect = "Allow", Action = "iam:PutRolePermissionsBoundary", Resource = local.role.held }, local.update.held]
    deny_rewrite = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = local.narrow }, local.update.held]

    pass_nothing   = [local.remove.calm, local.update.calm]
    pass_another   = [local.remove.calm, local.update.held]
    pass_remove    = [local.remove.held]
    pass_condition = [merge(local.remove.held, { Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::${local.account}:policy/kept" } } }), local.update.held]
    pass_replace   = [{ Effect = "Allow", Action = "iam:PutRolePermissionsBoundary", Resource = local.role.held, Condition = { StringEquals = { "iam:PermissionsBoundary" = local.narrow } } }, local.update.held]
    pass_denied    = [local.remove.held, local.update.held, { Effect = "Deny", Action = "iam:Delete*", Resource = "*" }]

    # The plan replaces a version that gave everything.
    deny_version = [local.set.narrowed, local.update.set-back]
    # What other versions of this one say no plan shows.
    unknown_version = [local.set.kept, local.update.kept]
    # It has no other version.
    pass_version         = [local.set.new, local.update.made]
    pass_another_version = [local.set.new, local.update.set-back]
  }
}

resource "aws_iam_policy" "narrow" {
  name   = "narrow"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }] })
}

resource "aws_iam_policy" "narrowed" {
  name   = "narrowed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }] })
}

resource "aws_iam_policy" "kept" {
  name   = "kept"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }] })
}

resource "aws_iam_policy" "new" {
  name   = "new"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }] })
}

resource "aws_iam_role" "used" {
  for_each             = local.roles
  name                 = each.key
  permissions_boundary = contains(["held", "calm"], each.key) ? aws_iam_policy.narrow.arn : null
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy_attachment" "held" {
  role       = aws_iam_role.used["held"].name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "narrowed" {
  role       = aws_iam_role.used["set-back"].name
  policy_arn = aws_iam_policy.narrowed.arn
}

resource "aws_iam_role_policy_attachment" "kept" {
  role       = aws_iam_role.used["kept"].name
  policy_arn = aws_iam_policy.kept.arn
}

resource "aws_iam_role_policy_attachment" "made" {
  role       = aws_iam_role.used["made"].name
  policy_arn = aws_iam_policy.new.arn
}

resource "aws_lambda_function" "used" {
  for_each      = local.roles
  function_name = each.key
  role          = aws_iam_role.used[each.key].arn
  handler       = "index.handler"
  runtime       = "python3.13"
  s3_bucket     = "artifacts"
  s3_key        = "code.zip"
}

resource "aws_iam_role" "who" {
  for_each           = local.who
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "edgelambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "who" {
  for_each = { for name, statements in local.who : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.who[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
