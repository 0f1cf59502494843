# The id of a role or a user says who, and not of which account; a condition beside it may.
data "aws_caller_identity" "me" {}

locals {
  role = "AROAEXAMPLEROLE1234567"
  by = {
    pass_own_root          = { StringEquals = { "aws:userid" = data.aws_caller_identity.me.account_id } }
    pass_own_account       = { StringLike = { "aws:userid" = "${local.role}:*" }, StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.me.account_id } }
    deny_another_root      = { StringEquals = { "aws:userid" = "999900001111" } }
    deny_federated_users   = { StringLike = { "aws:userid" = "999900001111:*" } }
    deny_another_account   = { StringLike = { "aws:userid" = "${local.role}:*" }, StringEquals = { "aws:PrincipalAccount" = "999900001111" } }
    unknown_role           = { StringLike = { "aws:userid" = "${local.role}:*" } }
    unknown_session        = { StringEquals = { "aws:userid" = "${local.role}:ci" } }
    unknown_user           = { StringEquals = { "aws:userid" = "AIDAEXAMPLEUSER1234567" } }
    unknown_one_of_several = { StringLike = { "aws:userid" = ["${data.aws_caller_identity.me.account_id}:*", "${local.role}:*"] } }
  }
}

resource "aws_iam_user" "known" {
  name = "known"
}

data "aws_iam_policy_document" "of_plan" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:userid"
      values   = [aws_iam_user.known.unique_id]
    }
  }
}

resource "aws_iam_role" "pass_user_of_plan" {
  name               = "of-plan"
  assume_role_policy = data.aws_iam_policy_document.of_plan.json
}

resource "aws_iam_role" "each" {
  for_each           = local.by
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = each.value }] })
}
