# An instance profile of which it is known after apply what role is in it.
data "aws_caller_identity" "me" {}

resource "terraform_data" "later" {}

locals {
  account = data.aws_caller_identity.me.account_id
  profile = "arn:aws:iam::${local.account}:instance-profile"
  run     = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::${local.account}:role/admin" }, { Effect = "Allow", Action = "ec2:RunInstances", Resource = "*" }]

  who = {
    unknown_role = concat(local.run, [{ Effect = "Allow", Action = "iam:AddRoleToInstanceProfile", Resource = "${local.profile}/held/*" }])
    deny_role    = concat(local.run, [{ Effect = "Allow", Action = ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile"], Resource = "${local.profile}/held/*" }])
    unknown_any  = concat(local.run, [{ Effect = "Allow", Action = "iam:AddRoleToInstanceProfile", Resource = "*" }])
  }

  trust = { for service in ["ec2", "edgelambda"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
}

resource "aws_iam_role" "admin" {
  for_each           = toset(["admin", "spare"])
  name               = each.key
  assume_role_policy = local.trust.ec2
}

resource "aws_iam_role_policy_attachment" "admin" {
  for_each   = aws_iam_role.admin
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "held" {
  name = "held"
  path = "/held/"
  role = terraform_data.later.id
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
