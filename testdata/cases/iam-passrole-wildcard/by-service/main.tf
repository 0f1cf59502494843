# A service that is named lowers the severity; a condition that any service meets, or all but one, or one that does not say who
# it is, names none.
locals {
  policies = {
    deny_one       = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    deny_if_exists = { StringEqualsIfExists = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    deny_any       = { StringLike = { "iam:PassedToService" = "*.amazonaws.com" } }
    deny_all_but   = { StringNotEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    deny_of_one    = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" }, StringNotEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
  }
}

resource "aws_iam_policy" "policy" {
  for_each = local.policies
  name     = each.key
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = each.value }]
  })
}
