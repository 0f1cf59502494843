# A condition on a tag restricts nobody who may set the tag: on what it is asked of, on itself, or on what it makes.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  admin   = "arn:aws:iam::${local.account}:role/admin"
  trust = {
    account   = { AWS = "arn:aws:iam::${local.account}:root" }
    function  = { Service = "lambda.amazonaws.com" }
    instance  = { Service = "ec2.amazonaws.com" }
    elsewhere = { Service = "vmie.amazonaws.com" }
  }

  # What is asked for has team = "a".
  x        = { StringEquals = { "aws:ResourceTag/team" = "x" } }
  own_team = { StringEquals = { "aws:ResourceTag/team" = "$${aws:PrincipalTag/team}" } }
  i_am_x   = { StringEquals = { "aws:PrincipalTag/team" = "x" } }
  assume   = { Effect = "Allow", Action = "sts:AssumeRole", Resource = "*", Condition = local.x }
  tag      = { Effect = "Allow", Action = "iam:TagRole", Resource = local.admin }
  make     = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = "arn:aws:iam::*:role/app-*" }, { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "arn:aws:iam::*:role/app-*", Condition = local.x }]
  code     = { Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*", Condition = local.x }

  holders = {
    deny_tags_a_role             = [local.assume, local.tag]
    deny_tags_all_roles          = [local.assume, merge(local.tag, { Resource = "*" })]
    deny_tags_by_all_of_iam_tags = [local.assume, merge(local.tag, { Action = "iam:Tag*", Resource = "*" })]
    deny_any_tag                 = [merge(local.assume, { Condition = { Null = { "aws:ResourceTag/cost" = "false" } } }), local.tag]
    deny_like                    = [merge(local.assume, { Condition = { StringLike = { "iam:ResourceTag/Team" = "x-*" } } }), local.tag]
    deny_two_tags                = [merge(local.assume, { Condition = { StringEquals = { "aws:ResourceTag/team" = "x", "aws:ResourceTag/env" = "dev" } } }), local.tag]
    deny_second_value            = [merge(local.assume, { Condition = { StringEquals = { "aws:ResourceTag/team" = ["x", "y"] } } }), merge(local.tag, { Condition = { StringEquals = { "aws:RequestTag/team" = "y" } } })]
    deny_some_keys               = [local.assume, merge(local.tag, { Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["cost", "team"] } } })]
    deny_own_team                = [merge(local.assume, { Condition = local.own_team }), local.tag]
    deny_takes_the_team          = [merge(local.assume, { Condition = local.own_team }), merge(local.tag, { Resource = "arn:aws:iam::*:role/deny_takes_the_team" })]
    deny_untags                  = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = local.admin }, { Effect = "Deny", Action = "sts:AssumeRole", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/protected" = "true" } } }, merge(local.tag, { Action = "iam:UntagRole" })]
    deny_overwrites              = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = local.admin }, { Effect = "Deny", Action = "sts:AssumeRole", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/protected" = "true" } } }, local.tag]
    deny_tags_own_team           = [merge(local.assume, { Condition = { StringEquals = { "aws:ResourceTag/env" = "dev" } } }), merge(local.tag, { Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "a" } } })]
    deny_key_of_a_user           = [{ Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "*", Condition = { StringEquals = { "iam:ResourceTag/team" = "x" } } }, { Effect = "Allow", Action = "iam:TagUser", Resource = "*" }]
    deny_gives_itself            = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = local.x }, { Effect = "Allow", Action = "iam:TagRole", Resource = "arn:aws:iam::*:role/deny_gives_itself" }]
    deny_code                    = [local.code, { Effect = "Allow", Action = "lambda:TagResource", Resource = "*" }]
    deny_session                 = [{ Effect = "Allow", Action = "ssm:StartSession", Resource = "arn:aws:ec2:*:*:instance/*", Condition = { StringEquals = { "ssm:resourceTag/team" = "x" } } }, { Effect = "Allow", Action = "ec2:CreateTags", Resource = "arn:aws:ec2:*:*:instance/*" }]
    deny_tags_what_it_makes      = concat(local.make, [merge(local.tag, { Resource = "arn:aws:iam::*:role/app-*" })])
    deny_tags_itself             = [merge(local.assume, { Condition = local.i_am_x }), merge(local.tag, { Resource = "arn:aws:iam::*:role/deny_tags_itself" })]
    deny_denied_others           = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }, { Effect = "Deny", Action = "sts:AssumeRole", Resource = "*", Condition = { StringNotEquals = { "aws:ResourceTag/team" = "x" } } }, local.tag]

    pass_tags_another         = [local.assume, merge(local.tag, { Resource = "arn:aws:iam::*:role/other" })]
    pass_tags_users           = [local.assume, merge(local.tag, { Action = "iam:TagUser", Resource = "*" })]
    pass_another_key          = [local.assume, merge(local.tag, { Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["cost"] } } })]
    pass_another_value        = [local.assume, merge(local.tag, { Condition = { StringEquals = { "aws:RequestTag/team" = "y" } } })]
    pass_denied_value         = [local.assume, local.tag, { Effect = "Deny", Action = "iam:TagRole", Resource = "*", Condition = { StringEquals = { "aws:RequestTag/team" = "x" } } }]
    pass_denied_key           = [local.assume, local.tag, { Effect = "Deny", Action = "iam:TagRole", Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "aws:TagKeys" = ["team", "env"] } } }]
    pass_denied_altogether    = [local.assume, local.tag, { Effect = "Deny", Action = ["iam:Tag*", "iam:Untag*"], Resource = "*" }]
    pass_tags_only_its_own    = [local.assume, merge(local.tag, { Condition = local.own_team })]
    pass_one_of_two_tags      = [merge(local.assume, { Condition = { StringEquals = { "aws:ResourceTag/team" = "x", "aws:ResourceTag/env" = "dev" } } }), merge(local.tag, { Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["team"] } } })]
    pass_untags_another_key   = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = local.admin }, { Effect = "Deny", Action = "sts:AssumeRole", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/protected" = "true" } } }, merge(local.tag, { Action = ["iam:TagRole", "iam:UntagRole"], Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["cost"] } } })]
    pass_untags_only          = [local.assume, merge(local.tag, { Action = "iam:UntagRole" })]
    pass_code_of_another      = [local.code, { Effect = "Allow", Action = "lambda:TagResource", Resource = "arn:aws:lambda:*:*:function:other" }]
    pass_tags_none_it_makes   = local.make
    pass_tags_not_itself      = [merge(local.assume, { Condition = local.i_am_x }), merge(local.tag, { Resource = "arn:aws:iam::*:role/other" })]
    pass_is_tagged_by_nobody  = [merge(local.assume, { Condition = local.i_am_x })]
    pass_takes_no_other_value = [merge(local.assume, { Condition = local.own_team }), merge(local.tag, { Resource = "arn:aws:iam::*:role/pass_takes_no_other_value", Condition = { StringEquals = { "aws:RequestTag/team" = "y" } } })]
  }
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  tags               = { team = "a", protected = "true" }
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.trust.account }] })
}

resource "aws_iam_user" "admin" {
  name = "admin"
  tags = { team = "a" }
}

resource "aws_iam_role" "run" {
  for_each           = toset(["function", "instance"])
  name               = "run-${each.key}"
  tags               = { team = "a" }
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.trust[each.key] }] })
}

resource "aws_iam_role_policy_attachment" "administrates" {
  for_each   = { admin = aws_iam_role.admin.name, function = aws_iam_role.run["function"].name, instance = aws_iam_role.run["instance"].name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_user_policy_attachment" "administrates" {
  user       = aws_iam_user.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "run" {
  function_name = "run"
  role          = aws_iam_role.run["function"].arn
  filename      = "run.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
  tags          = { team = "a" }
}

resource "aws_iam_instance_profile" "run" {
  name = "run"
  role = aws_iam_role.run["instance"].name
}

resource "aws_instance" "run" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.run.name
  tags                 = { team = "a" }
}

resource "aws_iam_role" "holder" {
  for_each           = local.holders
  name               = each.key
  tags               = { team = "dev" }
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.trust.elsewhere }] })
}

resource "aws_iam_role_policy" "holder" {
  for_each = { for name, statements in local.holders : "of ${name}" => { role = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.holder[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# Users tag themselves.
resource "aws_iam_user" "each" {
  for_each = { deny_user_tags_itself = "$${aws:username}", pass_user_tags_another = "other" }
  name     = each.key
}

resource "aws_iam_user_policy" "each" {
  for_each = { "of deny_user_tags_itself" = "$${aws:username}", "of pass_user_tags_another" = "other" }
  name     = "own"
  user     = aws_iam_user.each[trimprefix(each.key, "of ")].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::*:user/$${aws:username}", Condition = local.i_am_x },
    { Effect = "Allow", Action = "iam:TagUser", Resource = "arn:aws:iam::*:user/${each.value}" },
  ] })
}

# Which value may be set, or whether the right to set any is its own, may be known after apply.
resource "terraform_data" "later" {
  input = "x"
}

data "aws_iam_policy_document" "tags_later" {
  statement {
    actions   = ["sts:AssumeRole"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/team"
      values   = ["x"]
    }
  }
  statement {
    actions   = ["iam:TagRole"]
    resources = [local.admin]
    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/team"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "unknown_value" {
  name               = "unknown_value"
  assume_role_policy = aws_iam_role.run["function"].assume_role_policy
}

resource "aws_iam_role_policy" "of_unknown" {
  name   = "own"
  role   = aws_iam_role.unknown_value.name
  policy = data.aws_iam_policy_document.tags_later.json
}
