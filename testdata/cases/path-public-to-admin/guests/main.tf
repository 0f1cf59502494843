# Whoever asks an identity pool that takes guests has the role that it gives them.
locals {
  everything = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
  events     = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "mobiletargeting:PutEvents", Resource = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/app" }] })
}

data "aws_iam_policy_document" "open" {
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

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["unauthenticated"]
    }
  }
}

data "aws_iam_policy_document" "shut" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.shut.id]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["unauthenticated"]
    }
  }
}

data "aws_iam_policy_document" "later" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.later.id]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["unauthenticated"]
    }
  }
}

data "aws_iam_policy_document" "elsewhere" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = ["us-east-1:12345678-aaaa-bbbb-cccc-123456789012"]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["unauthenticated"]
    }
  }
}

data "aws_iam_policy_document" "users" {
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

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
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
  assume_role_policy = data.aws_iam_policy_document.open.json
}

resource "aws_iam_role_policy" "guests" {
  name   = "all"
  role   = aws_iam_role.guests.name
  policy = local.everything
}

resource "aws_iam_role" "guests_of_shut" {
  name               = "guests-of-shut"
  assume_role_policy = data.aws_iam_policy_document.shut.json
}

resource "aws_iam_role_policy" "guests_of_shut" {
  name   = "all"
  role   = aws_iam_role.guests_of_shut.name
  policy = local.everything
}

resource "aws_iam_role" "guests_of_later" {
  name               = "guests-of-later"
  assume_role_policy = data.aws_iam_policy_document.later.json
}

resource "aws_iam_role_policy" "guests_of_later" {
  name   = "all"
  role   = aws_iam_role.guests_of_later.name
  policy = local.everything
}

resource "aws_iam_role" "guests_elsewhere" {
  name               = "guests-elsewhere"
  assume_role_policy = data.aws_iam_policy_document.elsewhere.json
}

resource "aws_iam_role_policy" "guests_elsewhere" {
  name   = "all"
  role   = aws_iam_role.guests_elsewhere.name
  policy = local.everything
}

resource "aws_iam_role" "users" {
  name               = "users"
  assume_role_policy = data.aws_iam_policy_document.users.json
}

resource "aws_iam_role_policy" "users" {
  name   = "all"
  role   = aws_iam_role.users.name
  policy = local.everything
}

resource "aws_iam_role" "events" {
  name               = "events"
  assume_role_policy = data.aws_iam_policy_document.open.json
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
  roles            = { unauthenticated = aws_iam_role.guests_of_shut.arn }
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
  roles            = { unauthenticated = aws_iam_role.guests_elsewhere.arn }
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
  roles            = { unauthenticated = aws_iam_role.guests_of_later.arn }
}
