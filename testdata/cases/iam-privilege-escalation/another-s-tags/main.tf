# A tag that one principal changes, and a condition of another on it, which the first becomes.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id

  trust = { for service in ["ec2", "edgelambda", "lambda"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
  own = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.account}:root" } }]
  })

  instances = "arn:aws:ec2:*:${local.account}:instance/*"
  restart   = { Effect = "Allow", Action = ["ec2:StopInstances", "ec2:ModifyInstanceAttribute", "ec2:StartInstances"], Resource = local.instances }
  keep_off  = { StringEquals = { "aws:ResourceTag/team" = "admins" } }

  # Whom they become: none does anything to the instance of the administrator as it is tagged.
  managers = {
    allowed  = [merge(local.restart, { Condition = { StringEquals = { "aws:ResourceTag/team" = "web" } } })]
    denied   = [merge(local.restart, { Condition = { StringLike = { "aws:ResourceTag/Name" = "admin-*" } } }), { Effect = "Deny", Action = "ec2:*", Resource = "*", Condition = local.keep_off }]
    inverted = [merge(local.restart, { Condition = { StringNotEquals = { "aws:ResourceTag/team" = "admins" }, StringLike = { "aws:ResourceTag/Name" = "admin-*" } } })]
    region   = [merge(local.restart, { Condition = { StringEquals = { "aws:ResourceTag/team" = "web" } }, Resource = "arn:aws:ec2:*:000011112222:instance/*" })]
    code     = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "web" } } }]
  }

  become = { for name, _ in local.managers : name => { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/${name}" } }
  tag    = { Effect = "Allow", Action = "ec2:CreateTags", Resource = local.instances }
  untag  = { Effect = "Allow", Action = "ec2:DeleteTags", Resource = local.instances }

  who = {
    deny_sets        = [local.become.allowed, local.tag]
    deny_takes_off   = [local.become.denied, local.untag]
    deny_overwrites  = [local.become.denied, local.tag]
    deny_inverted    = [local.become.inverted, local.untag]
    deny_of_function = [local.become.code, { Effect = "Allow", Action = "lambda:TagResource", Resource = "*" }]
    deny_this_tag    = [local.become.allowed, merge(local.tag, { Condition = { StringEquals = { "aws:RequestTag/team" = "web" } } })]
    deny_by_two      = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/between" }, local.tag]

    pass_becomes       = [local.become.allowed]
    pass_tags          = [local.tag, local.untag]
    pass_takes_off     = [local.become.allowed, local.untag]
    pass_denied        = [local.become.allowed, local.tag, { Effect = "Deny", Action = "ec2:CreateTags", Resource = "*" }]
    pass_elsewhere     = [local.become.allowed, merge(local.tag, { Resource = "arn:aws:ec2:*:${local.account}:volume/*" })]
    pass_other_tag     = [local.become.allowed, merge(local.tag, { Condition = { StringEquals = { "aws:RequestTag/team" = "batch" } } })]
    pass_own_instances = [local.become.allowed, merge(local.tag, { Condition = { StringEquals = { "aws:ResourceTag/team" = "web" } } })]
    pass_other_account = [local.become.region, local.tag]
    pass_another       = [local.become.code, local.tag, local.untag]
    pass_is_launch     = [local.become.allowed, merge(local.tag, { Condition = { StringEquals = { "ec2:CreateAction" = "RunInstances" } } })]
  }
}

resource "aws_iam_role" "admin" {
  for_each           = toset(["ec2", "lambda"])
  name               = "admin-${each.key}"
  assume_role_policy = local.trust[each.key]
}

resource "aws_iam_role_policy_attachment" "admin" {
  for_each   = aws_iam_role.admin
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "admin" {
  name = "admin"
  role = aws_iam_role.admin["ec2"].name
}

resource "aws_instance" "admin" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.admin.name
  tags                 = { Name = "admin-box", team = "admins" }
}

resource "aws_lambda_function" "admin" {
  function_name = "admin"
  role          = aws_iam_role.admin["lambda"].arn
  filename      = "admin.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
  tags          = { team = "admins" }
}

resource "aws_iam_role" "pass_manager" {
  for_each           = local.managers
  name               = each.key
  assume_role_policy = local.own
}

resource "aws_iam_role_policy" "manager" {
  for_each = { for name, statements in local.managers : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.pass_manager[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# It becomes one of them in turn.
resource "aws_iam_role" "pass_between" {
  name               = "between"
  assume_role_policy = local.own
}

resource "aws_iam_role_policy" "between" {
  name   = "own"
  role   = aws_iam_role.pass_between.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.become.allowed] })
}

resource "aws_iam_user" "who" {
  for_each = local.who
  name     = each.key
}

resource "aws_iam_user_policy" "who" {
  for_each = { for name, statements in local.who : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  user     = aws_iam_user.who[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# A boundary takes the tags away.
resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", NotAction = "ec2:CreateTags", Resource = "*" }] })
}

resource "aws_iam_user" "pass_bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user_policy" "pass_bounded" {
  name   = "own"
  user   = aws_iam_user.pass_bounded.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.who.deny_sets })
}
