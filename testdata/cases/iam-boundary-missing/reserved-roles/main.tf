# Of roles that AWS alone changes nobody can give any rights.
locals {
  roles = {
    pass_of_identity_center = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*"
    deny_of_the_team        = "arn:aws:iam::*:role/team/*"
  }
}

resource "aws_iam_role" "assigns" {
  for_each           = local.roles
  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "assigns" {
  for_each = { for name, role in local.roles : "of_${name}" => { holder = name, role = role } }
  role     = aws_iam_role.assigns[each.value.holder].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = each.value.role }] })
}
