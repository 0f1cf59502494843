# Who may write policies of every role but its own can't assume any of them, and gains nothing.
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  write = { Effect = "Allow", Action = "iam:PutRolePolicy" }
  statements = {
    pass_all_but_its_name  = jsonencode([merge(local.write, { NotResource = "arn:aws:iam::*:role/pass_all_but_its_name" })])
    pass_denied_on_itself  = jsonencode([merge(local.write, { Resource = "*" }), merge(local.write, { Effect = "Deny", Resource = "arn:aws:iam::*:role/pass_denied_*" })])
    pass_another_partition = jsonencode([merge(local.write, { Resource = "arn:aws-cn:iam::*:role/*" })])
    deny_all_but_another   = jsonencode([merge(local.write, { NotResource = "arn:aws:iam::*:role/another" })])
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.statements
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "each" {
  count  = length(local.statements)
  role   = aws_iam_role.each[keys(local.statements)[count.index]].name
  policy = jsonencode({ Version = "2012-10-17", Statement = jsondecode(values(local.statements)[count.index]) })
}

resource "aws_iam_role" "pass_all_but_its_arn" {
  name               = "all-but-its-arn"
  assume_role_policy = local.trust
}

data "aws_iam_policy_document" "all_but_its_arn" {
  statement {
    actions       = ["iam:PutRolePolicy"]
    not_resources = [aws_iam_role.pass_all_but_its_arn.arn]
  }
}

resource "aws_iam_role_policy" "all_but_its_arn" {
  role   = aws_iam_role.pass_all_but_its_arn.name
  policy = data.aws_iam_policy_document.all_but_its_arn.json
}
