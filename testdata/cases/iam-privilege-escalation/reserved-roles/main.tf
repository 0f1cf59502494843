# Roles of IAM Identity Center and of AWS services are made and changed by AWS alone.
locals {
  roles = {
    pass_of_identity_center = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*"
    pass_of_a_region        = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_*"
    pass_of_services        = "arn:aws:iam::*:role/aws-service-role/*"
    deny_of_the_team        = "arn:aws:iam::*:role/team/*"
  }
}

resource "aws_iam_role" "grants" {
  for_each           = local.roles
  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "grants" {
  for_each = { for name, role in local.roles : "of_${name}" => { holder = name, role = role } }
  role     = aws_iam_role.grants[each.value.holder].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy"], Resource = each.value.role }
    ]
  })
}
