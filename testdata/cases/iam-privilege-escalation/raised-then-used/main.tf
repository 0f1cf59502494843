# None of these roles, users and groups has more than the principals below. Whoever may give one of them any rights and then
# use it has those rights.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id

  # name => service that it trusts, boundary
  used = {
    fn       = ["lambda.amazonaws.com", null]
    job      = ["lambda.amazonaws.com", null]
    bounded  = ["lambda.amazonaws.com", "narrow"]
    open     = ["lambda.amazonaws.com", "wide"]
    host     = ["ec2.amazonaws.com", null]
    build    = ["codebuild.amazonaws.com", null]
    late     = ["lambda.amazonaws.com", null]
    app-blue = ["lambda.amazonaws.com", null]
  }

  update = { for name in ["fn", "job", "bounded", "open", "late"] : name => {
    Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "arn:aws:lambda:*:${local.account}:function:${name}"
  } }
  put = { for name in keys(local.used) : name => {
    Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::${local.account}:role/${name}"
  } }
  attach = { for name, one in local.put : name => merge(one, { Action = "iam:AttachRolePolicy" }) }
  pass   = { for name, one in local.put : name => merge(one, { Action = "iam:PassRole" }) }
  create = { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "arn:aws:lambda:*:${local.account}:function:team-*" }

  # Each with more than one statement, of which none is a path.
  roles = {
    deny_put       = [local.put.fn, local.update.fn]
    deny_attach    = [local.attach.fn, local.update.fn]
    deny_version   = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::${local.account}:policy/logs" }, local.update.fn]
    deny_open      = [local.put.open, local.update.open]
    deny_condition = [merge(local.attach.fn, { Condition = { ArnLike = { "iam:PolicyARN" = "arn:aws:iam::aws:policy/*" } } }), local.update.fn]
    deny_tagged    = [local.put.fn, merge(local.update.fn, { Condition = { StringEquals = { "aws:ResourceTag/team" = "web" } } })]
    deny_host = [local.put.host,
      { Effect = "Allow", Action = "ssm:SendCommand", Resource = ["arn:aws:ec2:*:${local.account}:instance/*", "arn:aws:ssm:*::document/AWS-RunShellScript"], Condition = { StringEquals = { "aws:ResourceTag/team" = "web" } } },
    { Effect = "Allow", Action = "ssm:SendCommand", Resource = "arn:aws:ssm:*::document/AWS-RunShellScript" }]
    deny_build = [local.attach.build, { Effect = "Allow", Action = "codebuild:StartBuild", Resource = "arn:aws:codebuild:*:${local.account}:project/build" }]
    deny_pass  = [local.attach.job, local.pass.job, local.create]
    deny_prefix = [{ Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "arn:aws:iam::${local.account}:role/app-*" },
    { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::${local.account}:role/app-*", Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } }, local.create]
    deny_chain = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/deny_via" }]
    deny_via   = [local.put.fn, local.update.fn]
    # Its boundary lets nothing through, and it is taken off, too.
    deny_unbound = [local.put.bounded, local.update.bounded, { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "arn:aws:iam::${local.account}:role/bounded" }]

    # Which tag the function has is known after apply.
    unknown_tag = [local.put.late, merge(local.update.late, { Condition = { StringEquals = { "aws:ResourceTag/team" = "web" } } })]

    pass_put           = [local.put.fn]
    pass_use           = [local.update.fn]
    pass_other_role    = [local.put.job, local.update.fn]
    pass_other_pass    = [local.put.fn, local.pass.job, local.create]
    pass_bounded       = [local.put.bounded, local.update.bounded]
    pass_harmless      = [merge(local.attach.fn, { Condition = { ArnEquals = { "iam:PolicyARN" = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess" } } }), local.update.fn]
    pass_must_be_bound = [merge(local.put.fn, { Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::${local.account}:policy/narrow" } } }), local.update.fn]
    pass_denied_raise  = [local.put.fn, local.update.fn, { Effect = "Deny", Action = "iam:Put*", Resource = "arn:aws:iam::*:role/fn" }]
    pass_denied_use    = [local.put.fn, local.update.fn, { Effect = "Deny", Action = "lambda:*", Resource = "*" }]
    pass_tagged        = [local.put.fn, merge(local.update.fn, { Condition = { StringEquals = { "aws:ResourceTag/team" = "ops" } } })]
    pass_service       = [local.put.job, merge(local.pass.job, { Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } } }), local.create]
    pass_other_policy  = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::${local.account}:policy/unused" }, local.update.fn]
  }

  # The same of users and groups.
  clerk = "arn:aws:iam::${local.account}:user/clerk"
  staff = "arn:aws:iam::${local.account}:group/staff"
  users = {
    deny_login         = [{ Effect = "Allow", Action = ["iam:AttachUserPolicy", "iam:CreateLoginProfile"], Resource = local.clerk }]
    deny_login_version = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::${local.account}:policy/logs" }, { Effect = "Allow", Action = "iam:UpdateLoginProfile", Resource = local.clerk }]
    deny_join          = [{ Effect = "Allow", Action = ["iam:PutGroupPolicy", "iam:AddUserToGroup"], Resource = local.staff }]
    pass_login         = [{ Effect = "Allow", Action = "iam:CreateLoginProfile", Resource = local.clerk }, { Effect = "Allow", Action = "iam:AttachUserPolicy", Resource = "arn:aws:iam::${local.account}:user/other" }]
    pass_join          = [{ Effect = "Allow", Action = "iam:PutGroupPolicy", Resource = local.staff }, { Effect = "Allow", Action = "iam:AddUserToGroup", Resource = "arn:aws:iam::${local.account}:group/others" }]
    deny_by_a_user     = [local.put.fn, local.update.fn]
  }
}

resource "terraform_data" "team" {
  input = "web"
}

resource "aws_iam_policy" "narrow" {
  name   = "narrow"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }] })
}

resource "aws_iam_policy" "wide" {
  name   = "wide"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "logs" {
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }] })
}

resource "aws_iam_role" "used" {
  for_each             = local.used
  name                 = each.key
  permissions_boundary = each.value[1] == null ? null : "arn:aws:iam::${local.account}:policy/${each.value[1]}"
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = each.value[0] }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.used["fn"].name
  policy_arn = aws_iam_policy.logs.arn
}

resource "aws_lambda_function" "used" {
  for_each      = toset(["fn", "bounded", "open", "late"])
  function_name = each.key
  role          = aws_iam_role.used[each.key].arn
  handler       = "index.handler"
  runtime       = "python3.13"
  s3_bucket     = "artifacts"
  s3_key        = "code.zip"
  tags          = { team = each.key == "late" ? terraform_data.team.output : "web" }
}

resource "aws_iam_instance_profile" "host" {
  name = "host"
  role = aws_iam_role.used["host"].name
}

resource "aws_instance" "host" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.host.name
  tags                 = { team = "web" }
}

resource "aws_codebuild_project" "build" {
  name         = "build"
  service_role = aws_iam_role.used["build"].arn
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_iam_role" "who" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::${local.account}:root" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "who" {
  for_each = { for name, statements in local.roles : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.who[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

resource "aws_iam_user" "clerk" {
  name = "clerk"
}

resource "aws_iam_user_policy_attachment" "clerk" {
  user       = aws_iam_user.clerk.name
  policy_arn = aws_iam_policy.logs.arn
}

resource "aws_iam_group" "staff" {
  name = "staff"
}

resource "aws_iam_user" "who" {
  for_each = local.users
  name     = "u-${each.key}"
}

resource "aws_iam_user_policy" "who" {
  for_each = { for name, statements in local.users : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  user     = aws_iam_user.who[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
