resource "aws_iam_role" "deny_gitlab" {
  name = "deny-gitlab"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }, Condition = { StringLike = { "gitlab.com:sub" = "project_path:*" }, StringEquals = { "gitlab.com:aud" = "https://gitlab.com" } } }
    ]
  })
}

resource "aws_iam_role" "pass_gitlab" {
  name = "pass-gitlab"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }, Condition = { StringEquals = { "gitlab.com:sub" = "project_path:acme/app:ref_type:branch:ref:main", "gitlab.com:aud" = "https://gitlab.com" } } }
    ]
  })
}

resource "aws_iam_role" "deny_hcp_terraform" {
  name = "deny-hcp-terraform"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/app.terraform.io" }, Condition = { StringLike = { "app.terraform.io:sub" = "organization:*:project:p:workspace:w:run_phase:*" }, StringEquals = { "app.terraform.io:aud" = "aws.workload.identity" } } }
    ]
  })
}

resource "aws_iam_role" "pass_hcp_terraform" {
  name = "pass-hcp-terraform"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/app.terraform.io" }, Condition = { StringLike = { "app.terraform.io:sub" = "organization:acme:project:p:workspace:w:run_phase:*" }, StringEquals = { "app.terraform.io:aud" = "aws.workload.identity" } } }
    ]
  })
}

resource "aws_iam_role" "pass_eks" {
  name = "pass-eks"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E" }, Condition = { StringEquals = { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:sub" = "system:serviceaccount:app:app", "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud" = "sts.amazonaws.com" } } }
    ]
  })
}

resource "aws_iam_role" "deny_saml" {
  name = "deny-saml"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/idp" } }
    ]
  })
}

resource "aws_iam_role" "pass_saml" {
  name = "pass-saml"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/idp" }, Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } } }
    ]
  })
}
