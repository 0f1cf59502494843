# The encryption context of a trail is its ARN: its account says on whose behalf. Where
# that waits for an account of the plan, source shows that one stands there.
resource "aws_organizations_organization" "org" {}

resource "aws_organizations_account" "logs" {
  name  = "logs"
  email = "logs@example.com"
}

data "aws_iam_policy_document" "trail" {
  for_each = {
    unknown_account_of_the_plan = "arn:aws:cloudtrail:*:${aws_organizations_account.logs.id}:trail/*"
    unknown_management_account  = "arn:aws:cloudtrail:*:${aws_organizations_organization.org.master_account_id}:trail/*"
    pass_account                = "arn:aws:cloudtrail:*:123456789012:trail/*"
    deny_any_account            = "arn:aws:cloudtrail:*:*:trail/audit"
  }
  statement {
    sid       = "Own"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
  statement {
    sid       = "Encrypt"
    actions   = ["kms:GenerateDataKey*"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "kms:EncryptionContext:aws:cloudtrail:arn"
      values   = [each.value]
    }
  }
}

resource "aws_kms_key" "trail" {
  for_each            = data.aws_iam_policy_document.trail
  enable_key_rotation = true
  policy              = each.value.json
}
