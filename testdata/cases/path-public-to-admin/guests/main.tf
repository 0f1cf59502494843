# Whoever asks an identity pool that takes guests has the role that it gives them.
locals {
  everything = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
  events     = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "mobiletargeting:PutEvents", Resource = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/app" }] })
  of_pool = { for amr in ["unauthenticated", "authenticated"] : amr => jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Action    = "sts:AssumeRoleWithWebIdentity"
    Principal = { Federated = "cognito-identity.amazonaws.com" }
    Condition = {
      StringEquals             = { "cognito-identity.amazonaws.com:aud" = "us-east-1:12345678-aaaa-bbbb-cccc-123456789012" }
      "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = amr }
    }
  }] }) }
}

resource "aws_cognito_identity_pool" "open" {
  identity_pool_name               = "open"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool" "shut" {
  identity_pool_name               = "shut"
  allow_unauthenticated_identities = false
}

resource "aws_iam_role" "guests" {
  name               = "guests"
  assume_role_policy = local.of_pool["unauthenticated"]
}

resource "aws_iam_role_policy" "guests" {
  name   = "all"
  role   = aws_iam_role.guests.name
  policy = local.everything
}

resource "aws_iam_role" "users" {
  name               = "users"
  assume_role_policy = local.of_pool["authenticated"]
}

resource "aws_iam_role_policy" "users" {
  name   = "all"
  role   = aws_iam_role.users.name
  policy = local.everything
}

resource "aws_iam_role" "events" {
  name               = "events"
  assume_role_policy = local.of_pool["unauthenticated"]
}

resource "aws_iam_role_policy" "events" {
  name   = "events"
  role   = aws_iam_role.events.name
  policy = local.events
}

resource "aws_cognito_identity_pool_roles_attachment" "deny_administrator" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.guests.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "pass_takes_no_guests" {
  identity_pool_id = aws_cognito_identity_pool.shut.id
  roles            = { unauthenticated = aws_iam_role.guests.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "pass_role_does_not_let_them_in" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.users.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "pass_for_users_only" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { authenticated = aws_iam_role.users.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "pass_few_rights" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles            = { unauthenticated = aws_iam_role.events.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "unknown_pool_elsewhere" {
  identity_pool_id = "us-east-1:12345678-aaaa-bbbb-cccc-123456789012"
  roles            = { unauthenticated = aws_iam_role.guests.arn }
}

resource "terraform_data" "open" {
  input = true
}

resource "aws_cognito_identity_pool" "later" {
  identity_pool_name               = "later"
  allow_unauthenticated_identities = terraform_data.open.output
}

resource "aws_cognito_identity_pool_roles_attachment" "unknown_whether_it_takes_guests" {
  identity_pool_id = aws_cognito_identity_pool.later.id
  roles            = { unauthenticated = aws_iam_role.guests.arn }
}
