# An ARN of which the account is fixed says on whose behalf a service acts, whatever else in it is open.
locals {
  sources = {
    pass_logs_of_one_account      = ["logs", { StringLike = { "aws:SourceArn" = ["arn:aws:logs:*:444455556666:*", "arn:aws:logs:eu-west-1:111122223333:*"] } }]
    pass_schedules_of_a_group     = ["scheduler", { ArnLike = { "aws:SourceArn" = "arn:aws:scheduler:eu-west-1:111122223333:schedule/nightly/*" } }]
    pass_one_schedule             = ["scheduler", { ArnEquals = { "aws:SourceArn" = "arn:aws:scheduler:eu-west-1:111122223333:schedule/nightly/a" } }]
    pass_a_unit_of_one            = ["logs", { "ForAnyValue:StringLike" = { "aws:SourceOrgPaths" = "o-acme123456/r-ab12/*" } }]
    deny_units_of_any             = ["logs", { "ForAnyValue:StringLike" = { "aws:SourceOrgPaths" = "o-*/r-ab12/*" } }]
    pass_one_organisation         = ["logs", { StringEquals = { "aws:SourceOrgID" = "o-acme123456" } }]
    deny_logs_of_any_account      = ["logs", { StringLike = { "aws:SourceArn" = "arn:aws:logs:eu-west-1:*:*" } }]
    deny_one_account_or_any       = ["logs", { StringLike = { "aws:SourceArn" = ["arn:aws:logs:eu-west-1:111122223333:*", "arn:aws:logs:*:*:*"] } }]
    deny_where_the_key_is_missing = ["logs", { StringLikeIfExists = { "aws:SourceArn" = "arn:aws:logs:eu-west-1:111122223333:*" } }]
    deny_all_but_one_account      = ["logs", { StringNotLike = { "aws:SourceArn" = "arn:aws:logs:eu-west-1:111122223333:*" } }]
  }
}

resource "aws_iam_role" "each" {
  for_each = local.sources
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${each.value[0]}.amazonaws.com" }, Condition = each.value[1] }
    ]
  })
}

resource "terraform_data" "account" {
  input = timestamp()
}

data "aws_iam_policy_document" "later" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["logs.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:logs:eu-west-1:${terraform_data.account.output}:*"]
    }
  }
}

resource "aws_iam_role" "unknown_account" {
  name               = "unknown-account"
  assume_role_policy = data.aws_iam_policy_document.later.json
}
