# A trust policy that lets everyone in asks principals of its own account for no permission.
data "aws_caller_identity" "me" {}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" }, Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:*/deny_*" } }
  }] })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "each" {
  for_each           = toset(["deny_any_role", "pass_another_role"])
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
}

resource "aws_iam_user" "each" {
  for_each = toset(["deny_any_user", "pass_another_user", "pass_denied_user"])
  name     = each.key
}

resource "aws_iam_user_policy" "shut" {
  name   = "shut"
  user   = aws_iam_user.each["pass_denied_user"].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "sts:*", Resource = "*" }] })
}
