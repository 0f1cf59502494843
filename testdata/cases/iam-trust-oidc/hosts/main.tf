# Every provider of a table, in every form that does not fix who gets in.

locals {
  account = "111122223333"
  # `tenant` has a wildcard where the tenant stands; issuers with the tenant in their address have no such place.
  hosts = {
    github    = { host = "token.actions.githubusercontent.com", fixed = "repo:acme/app:ref:refs/heads/main", project = "repo:acme/*", ref = "repo:acme/app:*" }
    gitlab    = { host = "gitlab.com", fixed = "project_path:acme/app:ref_type:branch:ref:main", project = "project_path:acme/*", ref = "project_path:acme/app:*" }
    terraform = { host = "app.terraform.io", fixed = "organization:acme:project:web:workspace:app:run_phase:apply", project = "organization:acme:project:*:workspace:*:run_phase:*", ref = "organization:acme:project:web:workspace:*:run_phase:*" }
    bitbucket = { host = "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", fixed = "{9c4a0b3e-0000-4000-8000-000000000001}:{9c4a0b3e-0000-4000-8000-000000000002}", project = "*", ref = "{9c4a*" }
    circleci  = { host = "oidc.circleci.com/org/9c4a0b3e-0000-4000-8000-000000000003", fixed = "org/9c4a0b3e-0000-4000-8000-000000000003/project/9c4a0b3e-0000-4000-8000-000000000004/user/9c4a0b3e-0000-4000-8000-000000000005", project = "org/9c4a0b3e-0000-4000-8000-000000000003/project/*", ref = "org/*" }
    buildkite = { host = "agent.buildkite.com", fixed = "organization:acme:pipeline:app:ref:refs/heads/main:commit:0000000:step:deploy", project = "organization:acme:pipeline:*", ref = "organization:acme:pipeline:app:ref:*" }
    spacelift = { host = "acme.app.spacelift.io", fixed = "space:web:stack:app:run_type:TRACKED:scope:write", project = "space:*", ref = "space:web:stack:app:run_type:*:scope:*" }
    eks       = { host = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF", fixed = "system:serviceaccount:web:app", project = "system:serviceaccount:*", ref = "system:serviceaccount:web:*" }
  }
  tenants = {
    github_any_owner    = { host = "token.actions.githubusercontent.com", sub = "repo:*/app:ref:refs/heads/main" }
    github_prefix       = { host = "token.actions.githubusercontent.com", sub = "repo:acme*" }
    github_every_repo   = { host = "token.actions.githubusercontent.com", sub = "repo:*" }
    github_question     = { host = "token.actions.githubusercontent.com", sub = "repo:acm?/app:ref:refs/heads/main" }
    github_workflow     = { host = "token.actions.githubusercontent.com", sub = "workflow:deploy:repo:acme/app" }
    github_environment  = { host = "token.actions.githubusercontent.com", sub = "environment:production" }
    github_ref          = { host = "token.actions.githubusercontent.com", sub = "ref:refs/heads/main" }
    github_job_workflow = { host = "token.actions.githubusercontent.com", sub = "job_workflow_ref:acme/*" }
    gitlab_any_group    = { host = "gitlab.com", sub = "project_path:*/app:ref_type:branch:ref:main" }
    gitlab_prefix       = { host = "gitlab.com", sub = "project_path:acme*" }
    terraform_any_org   = { host = "app.terraform.io", sub = "organization:*:project:web:workspace:app:run_phase:apply" }
    terraform_prefix    = { host = "app.terraform.io", sub = "organization:acme*" }
    buildkite_any_org   = { host = "agent.buildkite.com", sub = "organization:*:pipeline:app:ref:refs/heads/main:commit:0000000:step:deploy" }
    buildkite_prefix    = { host = "agent.buildkite.com", sub = "organization:acme*" }
  }
  # The conditions of one host, by what is wrong with them.
  forms = merge([
    for name, one in local.hosts : {
      "deny_${name}_no_subject"     = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" } } }
      "deny_${name}_no_audience"    = { host = one.host, condition = { StringEquals = { "${one.host}:sub" = one.fixed } } }
      "deny_${name}_every_subject"  = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, StringLike = { "${one.host}:sub" = "*" } } }
      "deny_${name}_every_project"  = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, StringLike = { "${one.host}:sub" = one.project } } }
      "deny_${name}_every_ref"      = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, StringLike = { "${one.host}:sub" = one.ref } } }
      "deny_${name}_negated"        = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, StringNotEquals = { "${one.host}:sub" = one.fixed } } }
      "deny_${name}_if_exists"      = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, StringEqualsIfExists = { "${one.host}:sub" = one.fixed } } }
      "deny_${name}_for_all_values" = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, "ForAllValues:StringEquals" = { "${one.host}:sub" = one.fixed } } }
      "deny_${name}_one_of_two"     = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, StringLike = { "${one.host}:sub" = [one.fixed, "*"] } } }
      "pass_${name}"                = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com", "${one.host}:sub" = one.fixed } } }
      "pass_${name}_any_value"      = { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, "ForAnyValue:StringLike" = { "${one.host}:sub" = [one.fixed] } } }
    }
  ]...)
  others = {
    for name, one in local.tenants : "deny_${name}" => { host = one.host, condition = { StringEquals = { "${one.host}:aud" = "sts.amazonaws.com" }, StringLike = { "${one.host}:sub" = one.sub } } }
  }
}

resource "aws_iam_role" "each" {
  for_each = merge(local.forms, local.others)
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::${local.account}:oidc-provider/${each.value.host}" }
      Condition = each.value.condition
    }]
  })
}

# A second statement is judged though the first is not for GitHub, and every value though the first is narrow.
resource "aws_iam_role" "deny_behind_a_service" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } },
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRoleWithWebIdentity"
        Principal = { Federated = "arn:aws:iam::${local.account}:oidc-provider/token.actions.githubusercontent.com" }
        Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_iam_role" "each_saml" {
  for_each = {
    deny_no_audience   = {}
    deny_any_audience  = { StringLike = { "SAML:aud" = "*" } }
    deny_if_exists     = { StringEqualsIfExists = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } }
    deny_negated       = { StringNotEquals = { "SAML:aud" = "https://example.com" } }
    deny_all_values    = { "ForAllValues:StringEquals" = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } }
    pass_audience      = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } }
    pass_issuer        = { StringEquals = { "saml:iss" = "https://idp.example.com" } }
    pass_one_user      = { StringEquals = { "saml:sub" = "ann@example.com" } }
  }
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = "arn:aws:iam::${local.account}:saml-provider/idp" }
      Condition = each.value
    }]
  })
}
