# Guests of an identity pool read what its role for them reads, if the role takes guests of that pool.
resource "aws_cognito_identity_pool" "open" {
  identity_pool_name               = "open"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool" "other" {
  identity_pool_name               = "other"
  allow_unauthenticated_identities = true
}

data "aws_iam_policy_document" "of_open" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.open.id]
    }
  }
}

data "aws_iam_policy_document" "of_other" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.other.id]
    }
  }
}

locals {
  takes = { for audience in [{ StringEquals = "us-east-1:12345678-aaaa-bbbb-cccc-123456789012" }, { StringLike = "us-east-1:*" }] : keys(audience)[0] => jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Action    = "sts:AssumeRoleWithWebIdentity"
    Principal = { Federated = "cognito-identity.amazonaws.com" }
    Condition = { for operator, id in audience : operator => { "cognito-identity.amazonaws.com:aud" = id } }
  }] }) }
  reads = { every = "*", one = "arn:aws:s3:::acme-pictures/*", other = "*", written = "*", region = "*" }
}

resource "aws_iam_role" "every" {
  name               = "every"
  assume_role_policy = data.aws_iam_policy_document.of_open.json
}

resource "aws_iam_role" "one" {
  name               = "one"
  assume_role_policy = data.aws_iam_policy_document.of_open.json
}

resource "aws_iam_role" "other" {
  name               = "other"
  assume_role_policy = data.aws_iam_policy_document.of_other.json
}

resource "aws_iam_role" "written" {
  name               = "written"
  assume_role_policy = local.takes["StringEquals"]
}

resource "aws_iam_role" "region" {
  name               = "region"
  assume_role_policy = local.takes["StringLike"]
}

resource "aws_iam_role_policy" "each" {
  for_each   = local.reads
  name       = "read"
  role       = each.key
  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = each.value }] })
  depends_on = [aws_iam_role.every, aws_iam_role.one, aws_iam_role.other, aws_iam_role.written, aws_iam_role.region]
}

resource "aws_cognito_identity_pool_roles_attachment" "deny_every_bucket" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.every.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "pass_one_bucket" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.one.arn }
}

# The audience of what a pool hands out is its own id, which AWS gives it.
resource "aws_cognito_identity_pool_roles_attachment" "pass_guests_of_another_pool" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.other.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "pass_guests_of_a_pool_there_is" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.written.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "unknown_by_a_pattern" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.region.arn }
}
