# Who may not read objects and may read their versions reads all of them: the version of an object without any is `null`.
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
locals {
  allow = { Effect = "Allow", Resource = "*" }
  deny  = { Effect = "Deny", Resource = "*" }
  rights = {
    deny_versions_left = [merge(local.allow, { Action = "s3:*" }), merge(local.deny, { Action = "s3:GetObject" })]
    deny_versions_only = [merge(local.allow, { Action = ["s3:ListBucketVersions", "s3:GetObjectVersion"] })]
    deny_partiql_left  = [merge(local.allow, { Action = "dynamodb:*" }), merge(local.deny, { Action = ["dynamodb:*Get*", "dynamodb:Query", "dynamodb:Scan"] })]
    deny_history       = [merge(local.allow, { Action = "ssm:*" }), merge(local.deny, { Action = ["ssm:GetParameter", "ssm:GetParameters*"] })]
    pass_both_denied   = [merge(local.allow, { Action = "s3:*" }), merge(local.deny, { Action = ["s3:GetObject", "s3:GetObjectVersion"] })]
    pass_all_denied    = [merge(local.allow, { Action = "s3:*" }), merge(local.deny, { Action = "s3:GetObject*" })]
    pass_one_bucket    = [merge(local.allow, { Action = "s3:GetObjectVersion", Resource = "arn:aws:s3:::acme-app/*" })]
  }
}

resource "aws_iam_user" "each" {
  for_each = local.rights
  name     = each.key
}

resource "aws_iam_user_policy" "each" {
  for_each = { for name, statements in local.rights : "of_${name}" => { user = name, statements = statements } }
  user     = aws_iam_user.each[each.value.user].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
