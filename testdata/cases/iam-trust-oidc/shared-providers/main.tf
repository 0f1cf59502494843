# Providers that vouch for users of many customers: the customer stands in the subject, of Pulumi in the audience too.
locals {
  trust = {
    deny_pulumi_any_organization   = ["api.pulumi.com/oidc", { StringEquals = { "api.pulumi.com/oidc:aud" = "acme" }, StringLike = { "api.pulumi.com/oidc:sub" = "pulumi:deploy:org:*:project:web:*" } }]
    deny_pulumi_no_audience        = ["api.pulumi.com/oidc", { StringLike = { "api.pulumi.com/oidc:sub" = "pulumi:deploy:org:*:project:web:*" } }]
    deny_pulumi_only_audience      = ["api.pulumi.com/oidc", { StringEquals = { "api.pulumi.com/oidc:aud" = "aws:acme" } }]
    deny_pulumi_any_project        = ["api.pulumi.com/oidc", { StringEquals = { "api.pulumi.com/oidc:aud" = "acme" }, StringLike = { "api.pulumi.com/oidc:sub" = "pulumi:deploy:org:acme:project:*" } }]
    pass_pulumi                    = ["api.pulumi.com/oidc", { StringEquals = { "api.pulumi.com/oidc:aud" = "acme" }, StringLike = { "api.pulumi.com/oidc:sub" = "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:*" } }]
    pass_pulumi_environment        = ["api.pulumi.com/oidc", { StringEquals = { "api.pulumi.com/oidc:aud" = "aws:acme", "api.pulumi.com/oidc:sub" = "pulumi:environments:org:acme:env:web/prod" } }]
    deny_scalr_any_account         = ["scalr.io", { StringEquals = { "scalr.io:aud" = "aws.scalr" }, StringLike = { "scalr.io:sub" = "account:*:environment:prod:workspace:web" } }]
    deny_scalr_any_environment     = ["scalr.io", { StringEquals = { "scalr.io:aud" = "aws.scalr" }, StringLike = { "scalr.io:sub" = "account:acme:environment:*" } }]
    pass_scalr                     = ["scalr.io", { StringEquals = { "scalr.io:aud" = "aws.scalr", "scalr.io:sub" = "account:acme:environment:prod:workspace:web" } }]
    deny_codefresh_any_account     = ["oidc.codefresh.io", { StringEquals = { "oidc.codefresh.io:aud" = "sts.amazonaws.com" }, StringLike = { "oidc.codefresh.io:sub" = "account:*" } }]
    deny_codefresh_any_initiator   = ["oidc.codefresh.io", { StringEquals = { "oidc.codefresh.io:aud" = "sts.amazonaws.com" }, StringLike = { "oidc.codefresh.io:sub" = "account:64f884faac2751b77ca7ab24:pipeline:64f7232ab698cfcb95d93cef:*" } }]
    deny_upbound_any_organization  = ["proidc.upbound.io", { StringEquals = { "proidc.upbound.io:aud" = "sts.amazonaws.com" }, StringLike = { "proidc.upbound.io:sub" = "mcp:*/prod:provider:provider-aws" } }]
    deny_upbound_any_control_plane = ["proidc.upbound.io", { StringEquals = { "proidc.upbound.io:aud" = "sts.amazonaws.com" }, StringLike = { "proidc.upbound.io:sub" = "mcp:acme/*" } }]
    pass_upbound                   = ["proidc.upbound.io", { StringEquals = { "proidc.upbound.io:aud" = "sts.amazonaws.com", "proidc.upbound.io:sub" = "mcp:acme/prod:provider:provider-aws" } }]
  }
}

resource "aws_iam_role" "each" {
  for_each = local.trust
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${each.value[0]}" }
      Condition = each.value[1]
    }]
  })
}
