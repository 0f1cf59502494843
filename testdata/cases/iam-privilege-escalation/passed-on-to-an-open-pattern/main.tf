# No role of the plan is worth becoming, but one may pass every role of the account on: who can become it can do the same.
locals {
  trust = { for service in ["cloudformation", "lambda"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
  makes = { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }
  roles = {
    deny_passes_all  = [local.makes, { Effect = "Allow", Action = "iam:PassRole", Resource = "*" }]
    pass_passes_some = [local.makes, { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/app-*" }]
    pass_only_passes = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }]
  }
  hands = {
    deny_to_one_that_passes_all  = "deny_passes_all"
    pass_to_one_that_passes_some = "pass_passes_some"
    pass_to_one_that_only_passes = "pass_only_passes"
  }
}

resource "aws_iam_role" "step" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust["cloudformation"]
}

resource "aws_iam_role_policy" "step" {
  for_each = { for name, statements in local.roles : "of ${name}" => { role = name, statements = statements } }
  name     = "step"
  role     = aws_iam_role.step[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

resource "aws_iam_user" "who" {
  for_each = local.hands
  name     = each.key
}

resource "aws_iam_user_policy" "hand" {
  for_each = { for name, role in local.hands : "of ${name}" => { user = name, role = role } }
  name     = "hand"
  user     = aws_iam_user.who[each.value.user].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "cloudformation:CreateStack", Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/${each.value.role}" },
    ]
  })
}

# It reaches the same in two steps.
locals {
  steps = { "two-steps" = "between", "between" = "deny_passes_all" }
  hand = { for who, role in local.steps : who => jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "cloudformation:CreateStack", Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/${role}" },
    ]
  }) }
}

resource "aws_iam_user" "deny_two_steps" {
  name = "two-steps"
}

resource "aws_iam_user_policy" "two_steps" {
  name   = "hand"
  user   = aws_iam_user.deny_two_steps.name
  policy = local.hand["two-steps"]
}

resource "aws_iam_role" "deny_between" {
  name               = "between"
  assume_role_policy = local.trust["cloudformation"]
}

resource "aws_iam_role_policy" "between" {
  name   = "hand"
  role   = aws_iam_role.deny_between.name
  policy = local.hand["between"]
}
