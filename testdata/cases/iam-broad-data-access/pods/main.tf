resource "aws_eks_cluster" "this" {
  name     = "apps"
  role_arn = "arn:aws:iam::123456789012:role/cluster"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }
}

resource "aws_iam_openid_connect_provider" "this" {
  url            = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  known = "oidc.eks.eu-west-1.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90"
}

resource "aws_iam_role" "deny_known_cluster" {
  name = "known"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Action    = "sts:AssumeRoleWithWebIdentity"
    Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${local.known}" }
    Condition = { StringEquals = { "${local.known}:sub" = "system:serviceaccount:app:app", "${local.known}:aud" = "sts.amazonaws.com" } }
  }] })
}

data "aws_iam_policy_document" "new" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.this.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${replace(aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://", "")}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "deny_new_cluster" {
  name               = "new"
  assume_role_policy = data.aws_iam_policy_document.new.json
}

resource "aws_iam_role_policy" "each" {
  for_each = { known = aws_iam_role.deny_known_cluster.name, new = aws_iam_role.deny_new_cluster.name }

  name   = "secrets"
  role   = each.value
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }] })
}
