# A claim is a key of the tokens of its own provider: whichever the provider of a statement is, no other tokens get in.
locals {
  github = "token.actions.githubusercontent.com"
}

# What another stack says.
resource "terraform_data" "provider" {
  input = timestamp()
}

data "aws_iam_policy_document" "each" {
  for_each = {
    pass_branch          = { (local.github) = "repo:acme/app:ref:refs/heads/main" }
    deny_any_branch      = { (local.github) = "repo:acme/app:*" }
    deny_every_tenant    = { (local.github) = "repo:*" }
    deny_without_subject = {}
  }
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [terraform_data.provider.output]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.github}:aud"
      values   = ["sts.amazonaws.com"]
    }
    dynamic "condition" {
      for_each = each.value
      content {
        test     = "StringLike"
        variable = "${condition.key}:sub"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "each" {
  for_each           = data.aws_iam_policy_document.each
  name               = replace(each.key, "_", "-")
  assume_role_policy = each.value.json
}

# GitLab's tokens have no claim of GitHub.
resource "aws_iam_role" "pass_claim_of_another" {
  name = "pass-claim-of-another"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/gitlab.com" }
      Condition = { StringEquals = { "${local.github}:sub" = "repo:acme/app:ref:refs/heads/main", "${local.github}:aud" = "sts.amazonaws.com" } }
    }]
  })
}

# The issuer of a cluster that comes into being: the host is in the keys, and the plan shows no key. Source shows the end of
# each, which is all that matters.
resource "aws_eks_cluster" "this" {
  name     = "apps"
  role_arn = "arn:aws:iam::123456789012:role/cluster"
  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
  }
}

locals {
  issuer = aws_eks_cluster.this.identity[0].oidc[0].issuer
}

resource "aws_iam_openid_connect_provider" "cluster" {
  url            = local.issuer
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "pod" {
  for_each = {
    unknown_pod         = ["sub", "system:serviceaccount:web:app"]
    unknown_every_pod   = ["sub", "system:serviceaccount:*"]
    unknown_other_claim = ["azp", "system:serviceaccount:web:app"]
  }
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.cluster.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "${replace(local.issuer, "https://", "")}:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "${replace(local.issuer, "https://", "")}:${each.value[0]}"
      values   = [each.value[1]]
    }
  }
}

resource "aws_iam_role" "pod" {
  for_each           = data.aws_iam_policy_document.pod
  name               = replace(each.key, "_", "-")
  assume_role_policy = each.value.json
}
