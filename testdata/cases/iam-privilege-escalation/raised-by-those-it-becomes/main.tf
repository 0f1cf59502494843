# What one of a chain gives another uses: a member has what all whom it becomes may do.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  role    = "arn:aws:iam::${local.account}:role"
  trust = { for name, principal in {
    account   = { AWS = "arn:aws:iam::${local.account}:root" }
    function  = { Service = "lambda.amazonaws.com" }
    elsewhere = { Service = "edgelambda.amazonaws.com" }
  } : name => jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = principal }] }) }

  # Who may give others rights, and uses none of them.
  givers = {
    giver            = ["tool", "tool-of-functions"]
    giver-of-holders = ["deny_is_raised", "deny_is_raised_in_two", "pass_is_not_assumed"]
    giver-of-bounded = ["bounded"]
  }

  assume = { for name in ["giver", "giver-of-holders", "giver-of-bounded", "next", "tool", "bounded", "idle"] : name => { Effect = "Allow", Action = "sts:AssumeRole", Resource = "${local.role}/${name}" } }
  pass   = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "${local.role}/tool-of-functions" }, { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }]

  holders = {
    deny_assumes_what_is_raised  = [local.assume["giver"], local.assume["tool"]]
    deny_passes_what_is_raised   = concat([local.assume["giver"]], local.pass)
    deny_changes_what_runs_there = [local.assume["giver"], { Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "arn:aws:lambda:*:*:function:run" }]
    deny_is_raised               = [local.assume["giver-of-holders"]]
    deny_is_raised_in_two        = [local.assume["next"]]

    pass_only_becomes_it      = [local.assume["giver"]]
    pass_only_uses_it         = [local.assume["tool"]]
    pass_only_passes_it       = local.pass
    pass_uses_another         = [local.assume["giver"], local.assume["idle"]]
    pass_is_not_assumed       = [local.assume["tool"]]
    pass_raised_in_a_boundary = [local.assume["giver-of-bounded"], local.assume["bounded"]]
    pass_denied_to_become_it  = [local.assume["giver"], local.assume["tool"], { Effect = "Deny", Action = "sts:AssumeRole", Resource = "${local.role}/giver" }]
  }
}

resource "aws_iam_role" "giver" {
  for_each           = local.givers
  name               = each.key
  assume_role_policy = local.trust["account"]
}

resource "aws_iam_role_policy" "giver" {
  for_each = local.givers
  name     = "gives"
  role     = aws_iam_role.giver[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = [for name in each.value : "${local.role}/${name}"] }] })
}

# Between one and a giver.
resource "aws_iam_role" "next" {
  name               = "next"
  assume_role_policy = local.trust["account"]
}

resource "aws_iam_role_policy" "next" {
  name   = "next"
  role   = aws_iam_role.next.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.assume["giver-of-holders"]] })
}

resource "aws_iam_role" "target" {
  for_each             = { tool = "account", tool-of-functions = "function", idle = "account", bounded = "account" }
  name                 = each.key
  permissions_boundary = each.key == "bounded" ? "arn:aws:iam::${local.account}:policy/logs" : null
  assume_role_policy   = local.trust[each.value]
}

resource "aws_iam_policy" "logs" {
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
}

resource "aws_lambda_function" "run" {
  function_name = "run"
  role          = aws_iam_role.target["tool-of-functions"].arn
  filename      = "run.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
}

resource "aws_iam_role" "holder" {
  for_each           = local.holders
  name               = each.key
  assume_role_policy = local.trust["elsewhere"]
}

resource "aws_iam_role_policy" "holder" {
  for_each = { for name, statements in local.holders : "of ${name}" => { role = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.holder[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
