# Roles Anywhere assumes a role for whoever has a certificate of any trust anchor, unless the policy names the anchor.

resource "aws_iam_role" "deny_any_anchor" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
      Principal = { Service = "rolesanywhere.amazonaws.com" }
      Condition = { StringEquals = { "aws:PrincipalTag/x509Subject/CN" = "build" } }
    }]
  })
}

resource "aws_iam_role" "deny_any_value" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "rolesanywhere.amazonaws.com" }
      Condition = { ArnLike = { "aws:SourceArn" = "*" } }
    }]
  })
}

resource "aws_iam_role" "pass_anchor" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
      Principal = { Service = "rolesanywhere.amazonaws.com" }
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/00000000-0000-0000-0000-000000000000" } }
    }]
  })
}
