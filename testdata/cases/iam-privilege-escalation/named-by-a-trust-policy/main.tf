# In one account a trust policy that names a principal is enough: it needs no permission of its own.
data "aws_caller_identity" "me" {}

locals {
  service = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

resource "aws_iam_policy" "assuming" {
  name   = "assuming"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:List*", "sts:AssumeRole"], Resource = "*" }] })
}

resource "aws_iam_policy" "shut" {
  name = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:List*", Resource = "*" },
    { Effect = "Deny", Action = "sts:*", Resource = "*" },
  ] })
}

resource "aws_iam_role" "deny_named" {
  name               = "named"
  assume_role_policy = local.service
}

resource "aws_iam_role" "pass_not_named" {
  name               = "not-named"
  assume_role_policy = local.service
}

resource "aws_iam_role" "pass_denied_by_the_trust" {
  name               = "denied-by-the-trust"
  assume_role_policy = local.service
}

resource "aws_iam_role" "pass_denied" {
  name               = "denied"
  assume_role_policy = local.service
}

resource "aws_iam_role_policy" "denied" {
  name   = "shut"
  role   = aws_iam_role.pass_denied.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "sts:AssumeRole", Resource = "*" }] })
}

# A boundary that does not allow it holds back a role.
resource "aws_iam_role" "pass_bounded" {
  name                 = "bounded"
  assume_role_policy   = local.service
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_role" "deny_bounded_to_assume" {
  name                 = "bounded-to-assume"
  assume_role_policy   = local.service
  permissions_boundary = aws_iam_policy.assuming.arn
}

resource "aws_iam_role" "unknown_boundary" {
  name                 = "boundary-outside"
  assume_role_policy   = local.service
  permissions_boundary = "arn:aws:iam::123456789012:policy/outside"
}

resource "terraform_data" "whose" {
  input = "arn:aws:iam::123456789012:role/admin"
}

resource "aws_iam_role" "unknown_what_is_denied" {
  name               = "what-is-denied"
  assume_role_policy = local.service
}

data "aws_iam_policy_document" "what_is_denied" {
  statement {
    effect    = "Deny"
    actions   = ["sts:AssumeRole"]
    resources = [terraform_data.whose.output]
  }
}

resource "aws_iam_role_policy" "what_is_denied" {
  name   = "shut"
  role   = aws_iam_role.unknown_what_is_denied.name
  policy = data.aws_iam_policy_document.what_is_denied.json
}

# The same boundary holds no user back whom the trust policy names; one that denies it does.
resource "aws_iam_user" "deny_bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user" "pass_denied_by_its_boundary" {
  name                 = "denied-by-its-boundary"
  permissions_boundary = aws_iam_policy.shut.arn
}

resource "aws_iam_user" "deny_by_arn" {
  name = "by-arn"
}

resource "aws_iam_user" "pass_not_named" {
  name = "not-named"
}

data "aws_iam_policy_document" "admin" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type = "AWS"
      identifiers = [
        aws_iam_role.deny_named.arn,
        aws_iam_role.pass_denied.arn,
        aws_iam_role.pass_denied_by_the_trust.arn,
        aws_iam_role.pass_bounded.arn,
        aws_iam_role.deny_bounded_to_assume.arn,
        aws_iam_role.unknown_boundary.arn,
        aws_iam_role.unknown_what_is_denied.arn,
        aws_iam_user.deny_bounded.arn,
        aws_iam_user.pass_denied_by_its_boundary.arn,
        "arn:aws:iam::${data.aws_caller_identity.me.account_id}:user/by-arn",
      ]
    }
  }
  statement {
    effect  = "Deny"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.pass_denied_by_the_trust.arn]
    }
  }
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = data.aws_iam_policy_document.admin.json
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# A trust policy that names the account leaves it to permissions, which nobody here has.
resource "aws_iam_role" "of_the_account" {
  name = "of-the-account"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
  }] })
}

resource "aws_iam_role_policy_attachment" "of_the_account" {
  role       = aws_iam_role.of_the_account.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# A step of a chain: it is named by a role that the administrator names.
resource "aws_iam_role" "deny_first" {
  name               = "first"
  assume_role_policy = local.service
}

resource "aws_iam_role" "deny_middle" {
  name               = "middle"
  assume_role_policy = data.aws_iam_policy_document.middle.json
}

resource "aws_iam_role" "last" {
  name               = "last"
  assume_role_policy = data.aws_iam_policy_document.last.json
}

resource "aws_iam_role_policy_attachment" "last" {
  role       = aws_iam_role.last.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# Another account asks for a permission on both sides.
provider "aws" {
  alias = "other"
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

resource "aws_iam_role" "pass_of_another_account" {
  name               = "of-another-account"
  assume_role_policy = local.service
}

resource "aws_iam_role" "there" {
  provider           = aws.other
  name               = "there"
  assume_role_policy = data.aws_iam_policy_document.there.json
}

resource "aws_iam_role_policy_attachment" "there" {
  provider   = aws.other
  role       = aws_iam_role.there.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

data "aws_iam_policy_document" "middle" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.deny_first.arn]
    }
  }
}

data "aws_iam_policy_document" "last" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.deny_middle.arn]
    }
  }
}

data "aws_iam_policy_document" "there" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.pass_of_another_account.arn]
    }
  }
}
