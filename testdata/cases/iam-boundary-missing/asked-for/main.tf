# A condition that asks for a boundary bounds nothing where that boundary leaves an administrator one.
data "aws_caller_identity" "me" {}

locals {
  own   = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy"
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  asked = {
    deny_all       = "${local.own}/all"
    deny_shipped   = "arn:aws:iam::aws:policy/AdministratorAccess"
    pass_storage   = "${local.own}/storage"
    pass_shipped   = "arn:aws:iam::aws:policy/PowerUserAccess"
    pass_elsewhere = "arn:aws:iam::123456789012:policy/of-another-plan"
    unknown_text   = "${local.own}/later"
  }
}

resource "terraform_data" "text" {
  input = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_policy" "each" {
  for_each = { all = "*", storage = "s3:*" }
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
}

resource "aws_iam_policy" "later" {
  name   = "later"
  policy = terraform_data.text.output
}

resource "aws_iam_role" "each" {
  for_each           = local.asked
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, boundary in local.asked : "of ${name}" => { role = name, boundary = boundary } }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy"], Resource = "*"
    Condition = { StringEquals = { "iam:PermissionsBoundary" = each.value.boundary } }
  }] })
}
