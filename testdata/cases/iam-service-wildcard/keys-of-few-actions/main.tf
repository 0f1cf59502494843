locals {
  conditions = {
    pass_lists_only      = ["s3:*", { StringLike = { "s3:prefix" = "home/*" } }]
    deny_lists_if_any    = ["s3:*", { StringLikeIfExists = { "s3:prefix" = "home/*" } }]
    deny_but_some_lists  = ["s3:*", { StringNotLike = { "s3:prefix" = "home/*" } }]
    pass_passed_only     = ["iam:*", { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }]
    pass_sessions_only   = ["ssm:*", { Bool = { "ssm:SessionDocumentAccessCheck" = "true" } }]
    deny_sessions_if_any = ["ssm:*", { BoolIfExists = { "ssm:SessionDocumentAccessCheck" = "true" } }]
  }
}

resource "aws_iam_policy" "each" {
  for_each = local.conditions

  name = replace(each.key, "_", "-")
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.value[0], Resource = "*", Condition = each.value[1] }]
  })
}
