# A build of Amplify runs under the role of its app, and a key for SSH takes nothing but the instance.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  host    = "arn:aws:ec2:*:${local.account}:instance/*"
  build   = ["amplify:CreateApp", "amplify:CreateBranch", "amplify:StartJob"]
  pass    = { for name in ["builder", "fn"] : name => { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::${local.account}:role/${name}" } }
  users = {
    deny_builds         = [local.pass["builder"], { Effect = "Allow", Action = local.build, Resource = "*" }]
    pass_other_service  = [local.pass["fn"], { Effect = "Allow", Action = local.build, Resource = "*" }]
    pass_never_started  = [local.pass["builder"], { Effect = "Allow", Action = slice(local.build, 0, 2), Resource = "*" }]
    deny_sends_a_key    = [{ Effect = "Allow", Action = "ec2-instance-connect:SendSSHPublicKey", Resource = local.host }]
    pass_of_other_tag   = [{ Effect = "Allow", Action = "ec2-instance-connect:SendSSHPublicKey", Resource = local.host, Condition = { StringEquals = { "aws:ResourceTag/team" = "sandbox" } } }]
    pass_only_describes = [{ Effect = "Allow", Action = "ec2:DescribeInstances", Resource = "*" }]
  }
}

resource "aws_iam_user" "one" {
  for_each = local.users
  name     = replace(each.key, "_", "-")
}

resource "aws_iam_user_policy" "one" {
  for_each = { for name, given in local.users : "of_${name}" => { user = name, given = given } }
  name     = "one"
  user     = aws_iam_user.one[each.value.user].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.given })
}

resource "aws_iam_role" "administrator" {
  for_each           = { builder = "amplify", fn = "lambda", host = "ec2" }
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${each.value}.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  for_each   = aws_iam_role.administrator
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "host" {
  name = "host"
  role = aws_iam_role.administrator["host"].name
}

resource "aws_instance" "host" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.host.name
  tags                 = { team = "web" }
}
