# Guests of an identity pool read what its role for them reads.
resource "aws_cognito_identity_pool" "open" {
  identity_pool_name               = "open"
  allow_unauthenticated_identities = true
}

resource "aws_iam_role" "each" {
  for_each = toset(["every", "one"])
  name     = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Action    = "sts:AssumeRoleWithWebIdentity"
    Principal = { Federated = "cognito-identity.amazonaws.com" }
    Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "us-east-1:12345678-aaaa-bbbb-cccc-123456789012" } }
  }] })
}

resource "aws_iam_role_policy" "each" {
  for_each = { every = "*", one = "arn:aws:s3:::acme-pictures/*" }
  name     = "read"
  role     = aws_iam_role.each[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = each.value }] })
}

resource "aws_cognito_identity_pool_roles_attachment" "deny_every_bucket" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.each["every"].arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "pass_one_bucket" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.each["one"].arn }
}
