# The provider takes tokens for one client, so the subject decides, though `aud` need not be there.
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "each" {
  for_each = {
    deny_whole_project = "repo:acme/app:*"
    deny_branches      = "repo:acme/app:ref:refs/heads/*"
    deny_tags          = "repo:acme/app:ref:refs/tags/v*"
    deny_environments  = "repo:acme/app:environment:*"
    deny_projects      = "repo:acme/*"
    pass_one_branch    = "repo:acme/app:ref:refs/heads/main"
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
      Condition = {
        "ForAllValues:StringEquals" = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
        StringLike                  = { "token.actions.githubusercontent.com:sub" = each.value }
      }
    }]
  })
}
