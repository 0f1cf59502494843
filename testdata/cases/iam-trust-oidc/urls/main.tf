# A statement for each address of a provider, as modules write it: whoever reads the HCL sees that an issuer makes one, and whose
# tokens its provider takes.
data "aws_caller_identity" "current" {}

resource "aws_eks_cluster" "one" {
  name     = "one"
  role_arn = "arn:aws:iam::111122223333:role/cluster"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }
}

resource "aws_eks_cluster" "two" {
  name     = "two"
  role_arn = "arn:aws:iam::111122223333:role/cluster"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }
}

resource "aws_iam_openid_connect_provider" "one_client" {
  url             = aws_eks_cluster.one.identity[0].oidc[0].issuer
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

resource "aws_iam_openid_connect_provider" "two_clients" {
  url             = aws_eks_cluster.two.identity[0].oidc[0].issuer
  client_id_list  = ["sts.amazonaws.com", "vault"]
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

locals {
  one = replace(aws_eks_cluster.one.identity[0].oidc[0].issuer, "https://", "")
  two = replace(aws_iam_openid_connect_provider.two_clients.url, "https://", "")
  pod = "system:serviceaccount:app:app"

  roles = {
    unknown_pod            = { url = local.one, test = "StringEquals", subject = local.pod }
    unknown_every_pod      = { url = local.one, test = "StringLike", subject = "system:serviceaccount:*" }
    unknown_other_audience = { url = local.two, test = "StringEquals", subject = local.pod }
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.roles

  dynamic "statement" {
    for_each = [for url in compact(distinct(concat([], [each.value.url]))) : replace(url, "https://", "")]
    content {
      actions = ["sts:AssumeRoleWithWebIdentity"]

      principals {
        type        = "Federated"
        identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/${statement.value}"]
      }

      condition {
        test     = each.value.test
        variable = "${statement.value}:sub"
        values   = [each.value.subject]
      }
    }
  }
}

resource "aws_iam_role" "pod" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}
