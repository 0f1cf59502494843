locals {
  account = "arn:aws:iam::123456789012"
  github  = "token.actions.githubusercontent.com"
  eks     = "oidc.eks.eu-west-1.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90"

  trusts = {
    deny_saml       = { Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "${local.account}:saml-provider/okta" } }
    deny_repository = { Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "${local.account}:oidc-provider/${local.github}" }, Condition = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com" }, StringLike = { "${local.github}:sub" = "repo:*" } } }
    deny_every_pod  = { Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "${local.account}:oidc-provider/${local.eks}" }, Condition = { StringEquals = { "${local.eks}:aud" = "sts.amazonaws.com" } } }
    deny_but_system = { Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "${local.account}:oidc-provider/${local.eks}" }, Condition = { StringEquals = { "${local.eks}:aud" = "sts.amazonaws.com" }, StringNotLike = { "${local.eks}:sub" = "system:serviceaccount:kube-system:*" } } }
  }
}

resource "aws_iam_role" "each" {
  for_each = local.trusts

  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [merge(each.value, { Effect = "Allow" })] })
}
