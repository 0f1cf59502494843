# A role that is put into an instance profile, which holds one, and so runs on what is launched with it or runs with it already.
data "aws_caller_identity" "me" {}

locals {
  account   = data.aws_caller_identity.me.account_id
  profile   = { for name in ["app", "empty", "other"] : name => "arn:aws:iam::${local.account}:instance-profile/${name}" }
  instances = "arn:aws:ec2:*:${local.account}:instance/*"
  shell     = "arn:aws:ssm:*::document/AWS-RunShellScript"

  pass   = { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::${local.account}:role/admin" }
  run    = { Effect = "Allow", Action = "ec2:RunInstances", Resource = "*" }
  swap   = { Effect = "Allow", Action = ["iam:RemoveRoleFromInstanceProfile", "iam:AddRoleToInstanceProfile"], Resource = local.profile.app }
  fill   = { Effect = "Allow", Action = "iam:AddRoleToInstanceProfile", Resource = local.profile.empty }
  team   = { for team in ["a", "b"] : team => { StringEquals = { "aws:ResourceTag/team" = team } } }
  in_app = { for team in ["a", "b"] : team => [local.pass, local.swap, { Effect = "Allow", Action = "ssm:SendCommand", Resource = local.instances, Condition = local.team[team] }, { Effect = "Allow", Action = "ssm:SendCommand", Resource = local.shell }] }

  who = {
    deny_run       = [local.pass, local.swap, local.run]
    deny_fill      = [local.pass, local.fill, local.run]
    deny_associate = [local.pass, local.swap, { Effect = "Allow", Action = "ec2:AssociateIamInstanceProfile", Resource = local.instances }]
    deny_every     = [local.pass, { Effect = "Allow", Action = ["iam:RemoveRoleFromInstanceProfile", "iam:AddRoleToInstanceProfile"], Resource = "*" }, local.run]
    # They get onto the instance of team a, which runs with the profile.
    deny_command = local.in_app.a
    deny_restart = [local.pass, local.swap, { Effect = "Allow", Action = ["ec2:StopInstances", "ec2:ModifyInstanceAttribute", "ec2:StartInstances"], Resource = "*", Condition = local.team.a }]
    deny_session = [local.pass, local.swap, { Effect = "Allow", Action = "ssm:StartSession", Resource = local.instances, Condition = local.team.a }]
    # It gives the role that it passes its rights first.
    deny_raised = [merge(local.pass, { Resource = "arn:aws:iam::${local.account}:role/plain" }), { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::${local.account}:role/plain" }, local.swap, local.in_app.a[2], local.in_app.a[3]]

    # A profile with a role takes no other.
    pass_full        = [local.pass, merge(local.swap, { Action = "iam:AddRoleToInstanceProfile" }), local.run]
    pass_no_add      = [local.pass, merge(local.swap, { Action = "iam:RemoveRoleFromInstanceProfile" }), local.run]
    pass_elsewhere   = [local.pass, merge(local.swap, { Resource = local.profile.other }), local.run]
    pass_no_pass     = [merge(local.pass, { Resource = "arn:aws:iam::${local.account}:role/app" }), local.swap, local.run]
    pass_function    = [merge(local.pass, { Resource = "arn:aws:iam::${local.account}:role/fn" }), local.swap, local.run]
    pass_service     = [merge(local.pass, { Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } }), local.swap, local.run]
    pass_denied      = [local.pass, local.swap, local.run, { Effect = "Deny", Action = "iam:RemoveRoleFromInstanceProfile", Resource = local.profile.app }]
    pass_alone       = [local.pass, local.swap]
    pass_other_team  = local.in_app.b
    pass_denied_ssm  = concat(local.in_app.a, [{ Effect = "Deny", Action = "iam:AddRoleToInstanceProfile", Resource = "*" }])
    pass_full_ssm    = [local.pass, merge(local.swap, { Action = "iam:AddRoleToInstanceProfile" }), local.in_app.a[2], local.in_app.a[3]]
    pass_empty_ssm   = [local.pass, local.fill, local.in_app.a[2], local.in_app.a[3]]
    pass_plain       = [merge(local.pass, { Resource = "arn:aws:iam::${local.account}:role/plain" }), local.swap, local.in_app.a[2], local.in_app.a[3]]
    pass_no_document = [local.pass, local.swap, local.in_app.a[2], { Effect = "Allow", Action = "ssm:SendCommand", Resource = "arn:aws:ssm:*::document/AWS-UpdateSSMAgent" }]
  }

  trust = { for service in ["ec2", "edgelambda", "lambda"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
}

resource "aws_iam_role" "admin" {
  for_each           = { admin = "ec2", fn = "lambda" }
  name               = each.key
  assume_role_policy = local.trust[each.value]
}

resource "aws_iam_role_policy_attachment" "admin" {
  for_each   = aws_iam_role.admin
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "none" {
  for_each           = toset(["app", "plain"])
  name               = each.key
  assume_role_policy = local.trust.ec2
}

resource "aws_iam_instance_profile" "app" {
  name = "app"
  role = aws_iam_role.none["app"].name
}

resource "aws_iam_instance_profile" "empty" {
  name = "empty"
}

resource "aws_instance" "app" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.app.name
  tags                 = { team = "a" }
}

resource "aws_iam_role" "who" {
  for_each           = local.who
  name               = each.key
  assume_role_policy = local.trust.edgelambda
}

resource "aws_iam_role_policy" "who" {
  for_each = { for name, statements in local.who : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.who[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# A boundary leaves one all but what puts a role into a profile.
resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", NotAction = "iam:AddRoleToInstanceProfile", Resource = "*" }] })
}

resource "aws_iam_user" "pass_bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user_policy" "pass_bounded" {
  name   = "own"
  user   = aws_iam_user.pass_bounded.name
  policy = jsonencode({ Version = "2012-10-17", Statement = concat(local.who.deny_run, local.who.deny_command) })
}

# Roles in profiles of their own: what runs on an instance with one puts another in its place.
locals {
  own = {
    deny_itself        = { swaps = "deny_itself", more = [] }
    pass_in_another    = { swaps = "pass_itself_denied", more = [] }
    pass_itself_denied = { swaps = "pass_itself_denied", more = [{ Effect = "Deny", Action = "iam:PassRole", Resource = "*" }] }
  }
}

resource "aws_iam_role" "own" {
  for_each           = local.own
  name               = each.key
  assume_role_policy = local.trust.ec2
}

resource "aws_iam_role_policy" "own" {
  for_each = { for name, own in local.own : "of ${name}" => merge(own, { name = name }) }
  name     = "own"
  role     = aws_iam_role.own[each.value.name].name
  policy = jsonencode({ Version = "2012-10-17", Statement = concat([
    local.pass, merge(local.swap, { Resource = "arn:aws:iam::${local.account}:instance-profile/${each.value.swaps}" })
  ], each.value.more) })
}

resource "aws_iam_instance_profile" "own" {
  for_each = { for name, own in local.own : "of ${name}" => name }
  name     = each.value
  role     = aws_iam_role.own[each.value].name
}

resource "aws_instance" "own" {
  for_each             = aws_iam_instance_profile.own
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = each.value.name
}
