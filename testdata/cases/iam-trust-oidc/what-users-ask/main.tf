# Users of a provider ask for one action: tokens of OpenID Connect and assertions of SAML don't get in by each other's.
locals {
  account = "arn:aws:iam::123456789012"
  github  = "token.actions.githubusercontent.com"
  trust = {
    pass_assertion_of_oidc = ["sts:AssumeRoleWithSAML", "${local.account}:oidc-provider/${local.github}", {}]
    pass_token_of_saml     = ["sts:AssumeRoleWithWebIdentity", "${local.account}:saml-provider/idp", {}]
    deny_either_of_oidc    = ["sts:AssumeRoleWith*", "${local.account}:oidc-provider/${local.github}", {}]
    deny_either_of_saml    = ["sts:AssumeRoleWith*", "${local.account}:saml-provider/idp", {}]
    deny_host_without_arn  = ["sts:AssumeRoleWithWebIdentity", local.github, {}]
    deny_no_provider       = ["sts:AssumeRoleWithWebIdentity", "${local.account}:oidc/${local.github}", {}]
    # Each region has a place to sign in.
    pass_sign_in_of_any_region  = ["sts:AssumeRoleWithSAML", "${local.account}:saml-provider/idp", { StringLike = { "SAML:aud" = "https://*.signin.aws.amazon.com/saml" } }]
    pass_sign_in_of_partitions  = ["sts:AssumeRoleWithSAML", "${local.account}:saml-provider/idp", { StringLike = { "saml:aud" = ["https://*signin.amazonaws-us-gov.com/saml", "https://*.signin.amazonaws.cn/saml"] } }]
    pass_sign_in_of_two_regions = ["sts:AssumeRoleWithSAML", "${local.account}:saml-provider/idp", { StringEquals = { "SAML:aud" = ["https://signin.aws.amazon.com/saml", "https://eu-west-1.signin.aws.amazon.com/saml"] } }]
    deny_sign_in_if_exists      = ["sts:AssumeRoleWithSAML", "${local.account}:saml-provider/idp", { StringLikeIfExists = { "SAML:aud" = "https://*.signin.aws.amazon.com/saml" } }]
    deny_sign_in_of_others      = ["sts:AssumeRoleWithSAML", "${local.account}:saml-provider/idp", { StringLike = { "SAML:aud" = "https://*.amazon.com/*" } }]
    deny_sign_in_or_anything    = ["sts:AssumeRoleWithSAML", "${local.account}:saml-provider/idp", { StringLike = { "SAML:aud" = ["https://*.signin.aws.amazon.com/saml", "https://*"] } }]
  }
}

resource "aws_iam_role" "each" {
  for_each = local.trust
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.value[0], Principal = { Federated = each.value[1] }, Condition = each.value[2] }]
  })
}
