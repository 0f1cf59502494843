# Which Denies hold a console user back until it has a second factor.
locals {
  no_factor = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
  denies = {
    pass_all_but_its_devices  = jsonencode({ Action = "*", NotResource = "arn:aws:iam::*:mfa/$${aws:username}", Condition = local.no_factor })
    pass_no_age_of_a_factor   = jsonencode({ Action = "*", Resource = "*", Condition = { Null = { "aws:MultiFactorAuthAge" = "true" } } })
    pass_no_age_or_an_old_one = jsonencode({ Action = "*", Resource = "*", Condition = { NumericGreaterThanIfExists = { "aws:MultiFactorAuthAge" = "3600" } } })
    deny_only_an_old_one      = jsonencode({ Action = "*", Resource = "*", Condition = { NumericGreaterThan = { "aws:MultiFactorAuthAge" = "3600" } } })
    deny_of_one_bucket        = jsonencode({ Action = "*", Resource = ["arn:aws:s3:::b", "arn:aws:s3:::b/*"], Condition = local.no_factor })
    deny_of_no_action         = jsonencode({ NotAction = ["iam:ChangePassword", "*"], Resource = "*", Condition = local.no_factor })
    deny_of_no_resource       = jsonencode({ Action = "*", NotResource = "*", Condition = local.no_factor })
    deny_without_the_key      = jsonencode({ Action = "*", Resource = "*", Condition = { Null = { "aws:MultiFactorAuthPresent" = "true" } } })
  }
}

resource "aws_iam_user" "each" {
  count = length(local.denies)
  name  = "user-${count.index}"
}

resource "aws_iam_user_policy" "each" {
  count  = length(local.denies)
  user   = "user-${count.index}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge({ Effect = "Deny" }, jsondecode(values(local.denies)[count.index]))] })
}

resource "aws_iam_user_login_profile" "each" {
  for_each = local.denies
  user     = "user-${index(keys(local.denies), each.key)}"
}
