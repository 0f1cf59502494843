# The issuer of a cluster is known when the cluster is there, and stands in the keys of the conditions: what is asked of the
# tokens is known all the same, by whoever reads the HCL.
resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = "arn:aws:iam::111122223333:role/cluster"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }
}

resource "aws_iam_openid_connect_provider" "main" {
  url             = aws_eks_cluster.main.identity[0].oidc[0].issuer
  client_id_list  = ["sts.amazonaws.com", "vault"]
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

resource "aws_iam_openid_connect_provider" "one_audience" {
  url             = aws_eks_cluster.main.identity[0].oidc[0].issuer
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

locals {
  issuer = replace(aws_iam_openid_connect_provider.main.url, "https://", "")
}

resource "aws_iam_role" "unknown_both_given" {
  name = "both-given"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.main.arn }
      Condition = {
        StringEquals = {
          "${replace(aws_iam_openid_connect_provider.main.url, "https://", "")}:sub" = "system:serviceaccount:app:app"
          "${replace(aws_iam_openid_connect_provider.main.url, "https://", "")}:aud" = "sts.amazonaws.com"
        }
      }
    }]
  })
}

# The key as a local value, and as an expression.
resource "aws_iam_role" "unknown_through_local" {
  name = "through-local"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.main.arn }
      Condition = {
        StringEquals = merge(
          { "${local.issuer}:sub" = "system:serviceaccount:app:app" },
          { format("%s:aud", local.issuer) = "sts.amazonaws.com" },
        )
      }
    }]
  })
}

# Nothing asks for whom the token is, and the provider takes those of two clients.
resource "aws_iam_role" "unknown_no_audience" {
  name = "no-audience"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.main.arn }
      Condition = {
        StringEquals = {
          "${replace(aws_iam_openid_connect_provider.main.url, "https://", "")}:sub" = "system:serviceaccount:app:app"
        }
      }
    }]
  })
}

# The provider has one client, so that nothing has to ask.
resource "aws_iam_role" "unknown_one_audience" {
  name = "one-audience"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.one_audience.arn }
      Condition = {
        StringEquals = {
          "${replace(aws_iam_openid_connect_provider.one_audience.url, "https://", "")}:sub" = "system:serviceaccount:app:app"
        }
      }
    }]
  })
}

# Every account of the namespace; every account of the cluster.
resource "aws_iam_role" "unknown_namespace" {
  name = "namespace"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.main.arn }
      Condition = {
        StringLike   = { "${local.issuer}:sub" = "system:serviceaccount:app:*" }
        StringEquals = { "${local.issuer}:aud" = "sts.amazonaws.com" }
      }
    }]
  })
}

resource "aws_iam_role" "unknown_no_subject" {
  name = "no-subject"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.main.arn }
      Condition = {
        StringEquals = { "${local.issuer}:aud" = "sts.amazonaws.com" }
      }
    }]
  })
}
