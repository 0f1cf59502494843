# What is made under a boundary has what the boundary leaves, and whoever makes it may have less: it gives it any policy, and
# uses it.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  own     = "arn:aws:iam::${local.account}:policy"
  trust   = { for service in ["lambda", "edgelambda"] : service => jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }] }) }

  boundaries = {
    data        = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
    trail       = [{ Effect = "Allow", Action = "cloudtrail:*", Resource = "*" }]
    metrics     = [{ Effect = "Allow", Action = ["cloudwatch:*", "logs:*"], Resource = "*" }]
    bucket      = [{ Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::uploads", "arn:aws:s3:::uploads/*"] }]
    writes-only = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }, { Effect = "Deny", Action = "s3:GetObject*", Resource = "*" }]
    passes      = [{ Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }, { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/reader-of-functions" }]
    rewrites    = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }, { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:role/app-*" }]
    only-passes = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }]
    assumes     = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/reader" }]
  }

  under = { for name in keys(local.boundaries) : name => { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/${name}" } } }
  role  = { for name, condition in local.under : name => { Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = "arn:aws:iam::*:role/app-*", Condition = condition } }
  user = { for name, condition in local.under : name => [
    { Effect = "Allow", Action = ["iam:CreateUser", "iam:AttachUserPolicy"], Resource = "arn:aws:iam::*:user/app-*", Condition = condition },
    { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::*:user/app-*" },
  ] }

  holders = {
    deny_role_with_data      = [local.role["data"]]
    deny_user_with_data      = local.user["data"]
    deny_inline_data         = [merge(local.role["data"], { Action = ["iam:CreateRole", "iam:PutRolePolicy"] })]
    deny_either              = [merge(local.role["data"], { Condition = { StringEquals = { "iam:PermissionsBoundary" = ["${local.own}/metrics", "${local.own}/data"] } } })]
    deny_shipped_reader      = [merge(local.role["data"], { Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" } } })]
    deny_ends_the_trail      = local.user["trail"]
    deny_passes_a_reader     = local.user["passes"]
    deny_assumes_a_reader    = [local.role["assumes"]]
    deny_has_the_trail_alone = concat([local.role["data"]], [{ Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*" }])

    pass_metrics            = concat([local.role["metrics"]], local.user["metrics"])
    pass_one_bucket         = [local.role["bucket"]]
    pass_writes_only        = local.user["writes-only"]
    pass_rewrites_itself    = [local.role["rewrites"]]
    pass_only_passes        = [local.role["only-passes"]]
    pass_has_the_data       = concat(local.user["data"], [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }])
    pass_gives_it_nothing   = [merge(local.role["data"], { Action = "iam:CreateRole" })]
    pass_gets_no_key        = [local.user["data"][0]]
    pass_may_not_give_to_it = [local.role["data"], { Effect = "Deny", Action = "iam:AttachRolePolicy", Resource = "*" }]
    pass_reader_not_let_in  = [merge(local.role["assumes"], { Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/other" } } })]
  }
}

resource "aws_iam_policy" "boundary" {
  for_each = local.boundaries
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

# Of one that the plan doesn't know yet nothing is known.
resource "terraform_data" "later" {
  input = jsonencode({ Version = "2012-10-17", Statement = local.boundaries.metrics })
}

resource "aws_iam_policy" "later" {
  name   = "later"
  policy = terraform_data.later.output
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.account}:root" } }] })
}

resource "aws_iam_role" "reader_of_functions" {
  name               = "reader-of-functions"
  assume_role_policy = local.trust["lambda"]
}

resource "aws_iam_role_policy_attachment" "reads" {
  for_each   = { reader = aws_iam_role.reader.name, of_functions = aws_iam_role.reader_of_functions.name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_role" "each" {
  for_each           = merge(local.holders, { unknown_text = [] })
  name               = each.key
  assume_role_policy = local.trust["edgelambda"]
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, statements in merge(local.holders, { unknown_text = [merge(local.role["data"], { Condition = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/later" } } })] }) : "of ${name}" => { role = name, statements = statements } }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
