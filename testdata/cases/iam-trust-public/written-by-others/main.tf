# An organisation that is not of AWS's own words may be a wildcard, where the operator takes one.
resource "terraform_data" "organisation" {
  input = "*"
}

resource "aws_organizations_organization" "own" {
}

data "aws_iam_policy_document" "unknown_written" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringLike"
      variable = "aws:PrincipalOrgID"
      values   = [terraform_data.organisation.output]
    }
  }
}

resource "aws_iam_role" "unknown_written" {
  name               = "unknown_written"
  assume_role_policy = data.aws_iam_policy_document.unknown_written.json
}

data "aws_iam_policy_document" "pass_own" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringLike"
      variable = "aws:PrincipalOrgID"
      values   = [aws_organizations_organization.own.id]
    }
  }
}

resource "aws_iam_role" "pass_own" {
  name               = "pass_own"
  assume_role_policy = data.aws_iam_policy_document.pass_own.json
}
