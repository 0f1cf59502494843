# Who may hand a role to CloudFormation becomes that role, and goes on with what the role may pass.
locals {
  trust = { for service in ["cloudformation", "lambda", "ec2"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
  hands = {
    deny_to_one_that_passes_all    = ["deny_passes_all"]
    deny_to_one_that_passes_admin  = ["deny_passes_admin"]
    pass_to_one_that_makes_nothing = ["pass_makes_nothing"]
    pass_to_one_that_passes_itself = ["pass_passes_itself"]
    pass_to_another_service        = ["deny_on_instances"]
  }
  makes = { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }
  roles = {
    deny_passes_all    = { trust = "cloudformation", allows = [local.makes, { Effect = "Allow", Action = "iam:PassRole", Resource = "*" }] }
    deny_passes_admin  = { trust = "cloudformation", allows = [local.makes, { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/admin" }] }
    pass_makes_nothing = { trust = "cloudformation", allows = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/admin" }] }
    pass_passes_itself = { trust = "cloudformation", allows = [local.makes, { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/pass_passes_itself" }] }
    deny_on_instances  = { trust = "ec2", allows = [local.makes, { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/admin" }] }
  }
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = local.trust["lambda"]
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "step" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust[each.value.trust]
}

resource "aws_iam_role_policy" "step" {
  for_each = { for name, role in local.roles : "of ${name}" => { role = name, allows = role.allows } }
  name     = "step"
  role     = aws_iam_role.step[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.allows })
}

resource "aws_iam_user" "who" {
  for_each = local.hands
  name     = each.key
}

resource "aws_iam_user_policy" "hand" {
  for_each = { for name, roles in local.hands : "of ${name}" => { user = name, roles = roles } }
  name     = "hand"
  user     = aws_iam_user.who[each.value.user].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "cloudformation:CreateStack", Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = [for role in each.value.roles : "arn:aws:iam::*:role/${role}"] },
    ]
  })
}
