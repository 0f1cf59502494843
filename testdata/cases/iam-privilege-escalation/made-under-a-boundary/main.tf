# A boundary that has to be set on what is made holds nothing back where it lets an administrator through.
data "aws_caller_identity" "me" {}

locals {
  own      = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy"
  trust    = { for service in ["ec2", "edgelambda"] : service => jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }] }) }
  role     = "arn:aws:iam::*:role/app-*"
  make     = { Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = local.role }
  delegate = "${local.own}/delegate"
  policies = {
    all          = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    all-but-logs = [{ Effect = "Allow", Action = "*", Resource = "*" }, { Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }]
    passes       = [{ Effect = "Allow", Action = ["s3:*", "ec2:*", "iam:PassRole"], Resource = "*" }]
    makes        = [{ Effect = "Allow", Action = ["s3:*", "iam:CreateRole", "iam:PutRolePolicy"], Resource = "*" }]
    passes_on    = [{ Effect = "Allow", Action = ["lambda:*"], Resource = "*" }, { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/stepper" }]
    no_iam       = [{ Effect = "Allow", NotAction = ["iam:*", "sts:*", "organizations:*"], Resource = "*" }]
    metrics      = [{ Effect = "Allow", Action = "cloudwatch:*", Resource = "*" }]
    delegate = [
      { Effect = "Allow", Action = "cloudwatch:*", Resource = "*" },
      { Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = local.delegate } } },
    ]
  }
  asking = {
    deny_all             = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/all" } }
    deny_all_but_logs    = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/all-but-logs" } }
    deny_passes_roles    = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/passes" } }
    deny_makes_roles     = { ArnEquals = { "iam:PermissionsBoundary" = "${local.own}/makes" } }
    deny_passes_on       = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/passes_on" } }
    deny_either          = { StringEquals = { "iam:PermissionsBoundary" = ["${local.own}/metrics", "${local.own}/all"] } }
    deny_shipped         = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::aws:policy/IAMFullAccess" } }
    deny_any_shipped     = { StringLike = { "iam:PermissionsBoundary" = "arn:aws:iam::aws:policy/*" } }
    deny_open_steps      = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::aws:policy/PowerUserAccess" } }
    deny_steps_but_iam   = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/no_iam" } }
    pass_metrics         = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/metrics" } }
    pass_asks_again      = { StringEquals = { "iam:PermissionsBoundary" = local.delegate } }
    pass_of_another_plan = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/of-another-plan" } }
    unknown_text         = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/later" } }
  }
  bounded = { StringEquals = { "iam:PermissionsBoundary" = "${local.own}/metrics" } }
  roles = merge({ for name, condition in local.asking : name => [merge(local.make, { Condition = condition })] }, {
    deny_denied_with_others = [local.make, { Effect = "Deny", Action = "iam:CreateRole", Resource = "*", Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "${local.own}/all" } } }, { Effect = "Deny", Action = "iam:AttachRolePolicy", Resource = "*", Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "${local.own}/all" } } }]
    deny_takes_it_off       = [merge(local.make, { Action = ["iam:CreateRole", "iam:PutRolePolicy"], Condition = local.bounded }), { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = local.role }]
    deny_sets_another       = [merge(local.make, { Action = ["iam:CreateRole", "iam:PutRolePolicy"], Condition = local.bounded }), { Effect = "Allow", Action = "iam:PutRolePermissionsBoundary", Resource = local.role }]
    deny_takes_others_off   = [merge(local.make, { Condition = { StringLike = { "iam:PermissionsBoundary" = "arn:aws:iam::*:policy/of-another-plan-*" } } }), { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "*" }]
    deny_writes_it          = [merge(local.make, { Condition = local.bounded }), { Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "${local.own}/metr*" }]
    pass_writes_another     = [merge(local.make, { Condition = local.bounded }), { Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "${local.own}/no_iam" }]
    deny_makes_another      = [merge(local.make, { Condition = { StringLike = { "iam:PermissionsBoundary" = "arn:aws:iam::*:policy/of-another-plan-*" } } }), { Effect = "Allow", Action = "iam:CreatePolicy", Resource = "*" }]
    deny_makes_one_of_some  = [merge(local.make, { Condition = { StringLike = { "iam:PermissionsBoundary" = "arn:aws:iam::*:policy/of-another-plan/*" } } }), { Effect = "Allow", Action = "iam:CreatePolicy", Resource = "arn:aws:iam::*:policy/of-another-plan/app-*" }]
    pass_makes_no_other     = [merge(local.make, { Condition = { StringLike = { "iam:PermissionsBoundary" = "arn:aws:iam::*:policy/of-another-plan-*" } } }), { Effect = "Allow", Action = "iam:CreatePolicy", Resource = "arn:aws:iam::*:policy/app-*" }]
    pass_takes_off_of_users = [merge(local.make, { Condition = local.bounded }), { Effect = "Allow", Action = "iam:DeleteUserPermissionsBoundary", Resource = "*" }]
    pass_sets_the_same      = [merge(local.make, { Action = ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"], Condition = local.bounded })]
    pass_may_not_take_off   = [merge(local.make, { Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Condition = local.bounded }), { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "*" }, { Effect = "Deny", Action = "iam:Delete*PermissionsBoundary", Resource = "*" }]
    pass_denied_with_others = [local.make, { Effect = "Deny", Action = "iam:CreateRole", Resource = "*", Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "${local.own}/metrics" } } }, { Effect = "Deny", Action = "iam:AttachRolePolicy", Resource = "*", Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "${local.own}/metrics" } } }]
  })
}

resource "terraform_data" "text" {
  input = jsonencode({ Version = "2012-10-17", Statement = local.policies.metrics })
}

resource "aws_iam_policy" "each" {
  for_each = local.policies
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_policy" "later" {
  name   = "later"
  policy = terraform_data.text.output
}

# What can be passed to an instance.
resource "aws_iam_role" "administrator" {
  name               = "administrator"
  assume_role_policy = local.trust["ec2"]
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.administrator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "administrator" {
  name = "administrator"
  role = aws_iam_role.administrator.name
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust["edgelambda"]
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, statements in local.roles : "of ${name}" => { role = name, statements = statements } }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# Who can be passed to a function, and gives itself any rights.
resource "aws_iam_role" "deny_stepper" {
  name               = "stepper"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "stepper" {
  name   = "stepper"
  role   = aws_iam_role.deny_stepper.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:role/stepper" }] })
}

# A boundary of which nothing is known may be that of an administrator.
resource "terraform_data" "boundary" {
  input = "${local.own}/metrics"
}

data "aws_iam_policy_document" "of_unknown" {
  statement {
    actions   = ["iam:CreateRole", "iam:AttachRolePolicy"]
    resources = [local.role]
    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [terraform_data.boundary.output]
    }
  }
}

resource "aws_iam_role" "unknown_which" {
  name               = "unknown_which"
  assume_role_policy = local.trust["edgelambda"]
}

resource "aws_iam_role_policy" "of_unknown" {
  name   = "of_unknown"
  role   = aws_iam_role.unknown_which.name
  policy = data.aws_iam_policy_document.of_unknown.json
}

# The same where the ARN of the boundary is known after apply.
resource "aws_iam_policy" "everything" {
  name   = "everything"
  policy = jsonencode({ Version = "2012-10-17", Statement = local.policies.all })
}

data "aws_iam_policy_document" "makes" {
  statement {
    actions   = ["iam:CreateRole", "iam:AttachRolePolicy"]
    resources = [local.role]
    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [aws_iam_policy.everything.arn]
    }
  }
}

resource "aws_iam_role" "deny_by_reference" {
  name               = "deny_by_reference"
  assume_role_policy = local.trust["edgelambda"]
}

resource "aws_iam_role_policy" "by_reference" {
  name   = "by_reference"
  role   = aws_iam_role.deny_by_reference.name
  policy = data.aws_iam_policy_document.makes.json
}
