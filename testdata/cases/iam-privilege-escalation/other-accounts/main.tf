# Who may assume roles of every account but its own gains nothing in its own.
data "aws_caller_identity" "current" {}

locals {
  conditions = {
    pass_all_but_its_own = { StringNotEquals = { "aws:ResourceAccount" = data.aws_caller_identity.current.account_id } }
    pass_not_like_it     = { StringNotLike = { "aws:ResourceAccount" = [data.aws_caller_identity.current.account_id] } }
    deny_all_but_another = { StringNotEquals = { "aws:ResourceAccount" = "444455556666" } }
    deny_its_own         = { StringEquals = { "aws:ResourceAccount" = data.aws_caller_identity.current.account_id } }
  }
}

resource "aws_iam_role" "visits" {
  for_each           = local.conditions
  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "visits" {
  for_each = { for name, condition in local.conditions : "of_${name}" => { holder = name, condition = condition } }
  role     = aws_iam_role.visits[each.value.holder].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*", Condition = each.value.condition }] })
}

# A role of other accounts by its name is none of the plan; one of any name is whatever there is in its own.
resource "aws_iam_role" "named" {
  for_each = {
    pass_by_its_name         = "arn:aws:iam::*:role/OrganizationAccountAccessRole"
    pass_any_name_of_another = "arn:aws:iam::444455556666:role/*"
    deny_any_name            = "arn:aws:iam::*:role/*"
    deny_any_name_of_its_own = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/*"
  }
  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })

  inline_policy {
    name   = "visits"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = each.value }] })
  }
}
