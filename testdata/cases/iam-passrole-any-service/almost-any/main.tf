# A condition that any service meets, or all but one, or one that does not say who it is, names none.
locals {
  policies = {
    deny_if_exists  = { StringEqualsIfExists = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    deny_any        = { StringLike = { "iam:PassedToService" = "*.amazonaws.com" } }
    deny_any_of_two = { StringLike = { "iam:PassedToService" = ["ec2.amazonaws.com", "*.com"] } }
    deny_all_but    = { StringNotEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    pass_one        = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    pass_some       = { StringLike = { "iam:PassedToService" = "*.ecs.amazonaws.com" } }
    pass_no_pattern = { StringEquals = { "iam:PassedToService" = ["*.amazonaws.com", "ec2.amazonaws.com"] } }
  }
}

resource "aws_iam_policy" "policy" {
  for_each = local.policies
  name     = each.key
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/app-*", Condition = each.value }]
  })
}
