data "aws_ssoadmin_instances" "this" {}

locals {
  instance = tolist(data.aws_ssoadmin_instances.this.arns)[0]
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy"], Resource = "*" }] })
}

resource "aws_ssoadmin_permission_set" "deny_set" {
  name         = "set"
  instance_arn = local.instance
}

resource "aws_ssoadmin_permission_set_inline_policy" "set" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.deny_set.arn
  inline_policy      = local.policy
}

resource "aws_ssoadmin_permission_set" "pass_bounded" {
  name         = "bounded"
  instance_arn = local.instance
}

resource "aws_ssoadmin_permission_set_inline_policy" "bounded" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.pass_bounded.arn
  inline_policy      = local.policy
}

resource "aws_ssoadmin_permissions_boundary_attachment" "bounded" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.pass_bounded.arn

  permissions_boundary {
    managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  }
}

resource "aws_iam_role" "deny_role" {
  name               = "role"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "role" {
  name   = "role"
  role   = aws_iam_role.deny_role.name
  policy = local.policy
}
