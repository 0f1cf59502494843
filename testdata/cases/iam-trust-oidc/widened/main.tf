# A tenant more, or another one, is let in anew at a role that is an administrator, where every subject counts.
locals {
  host = "token.actions.githubusercontent.com"
  subjects = {
    deny_introduced_tenant  = ["repo:other/*"]
    deny_introduced_one     = ["repo:acme/app:*", "repo:other/*"]
    deny_introduced_project = ["repo:acme/*"]
    deny_existing_order     = ["repo:acme/web:*", "repo:acme/app:*", "repo:acme/app:ref:refs/heads/main"]
    deny_existing_narrower  = ["repo:acme/app:*"]
    deny_existing_branch    = ["repo:acme/*", "repo:other/app:ref:refs/heads/main"]
  }
}

resource "aws_iam_role" "each" {
  for_each = local.subjects
  name     = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${local.host}" }
      Condition = {
        StringLike   = { "${local.host}:sub" = each.value }
        StringEquals = { "${local.host}:aud" = "sts.amazonaws.com" }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "each" {
  for_each   = aws_iam_role.each
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
