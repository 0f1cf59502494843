# The external id is known after apply: it may be one that the vendor gives to others, too.
resource "terraform_data" "external_id" {}

data "aws_caller_identity" "current" {}

locals {
  asked = {
    deny_nothing_asked  = []
    unknown_external_id = [terraform_data.external_id.id]
    pass_external_id    = ["0c1a55a9-0f7b-4b0e-9f43-3d3a0f5f0a11"]
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.asked

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::464622532012:root"]
    }

    dynamic "condition" {
      for_each = length(each.value) > 0 ? [1] : []
      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = each.value
      }
    }
  }
}

resource "aws_iam_role" "vendor" {
  for_each           = local.asked
  name               = each.key
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

output "account" {
  value = data.aws_caller_identity.current.account_id
}
