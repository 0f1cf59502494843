# `...IfExists` on a tag leaves every resource without it open.
locals {
  roles = {
    deny_secrets    = { action = "secretsmanager:GetSecretValue", condition = { StringEqualsIfExists = { "aws:ResourceTag/team" = "a" } } }
    deny_items      = { action = "dynamodb:Scan", condition = { StringLikeIfExists = { "aws:ResourceTag/team" = "a*" } } }
    deny_own_word   = { action = "secretsmanager:GetSecretValue", condition = { StringEqualsIfExists = { "secretsmanager:ResourceTag/team" = "a" } } }
    pass_secrets    = { action = "secretsmanager:GetSecretValue", condition = { StringEquals = { "aws:ResourceTag/team" = "a" } } }
    pass_with_a_tag = { action = "dynamodb:Scan", condition = { StringLike = { "aws:ResourceTag/team" = "*" } } }
  }
}

resource "aws_iam_role" "role" {
  for_each = local.roles
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "role" {
  for_each = { for name, role in local.roles : "of ${name}" => merge(role, { name = name }) }
  role     = aws_iam_role.role[each.value.name].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.value.action, Resource = "*", Condition = each.value.condition }]
  })
}
