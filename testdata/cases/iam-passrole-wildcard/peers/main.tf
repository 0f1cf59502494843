# Ways to write it that a search for `iam:PassRole` and `*` misses, and narrow ones that it finds.
locals {
  all = {
    deny_prefix_of_the_action  = [{ Effect = "Allow", Action = "iam:Pass*", Resource = "*" }]
    deny_all_of_iam            = [{ Effect = "Allow", Action = ["iam:*"], Resource = "*" }]
    deny_lower_case            = [{ Effect = "Allow", Action = "iam:passrole", Resource = "*" }]
    deny_every_role_by_its_arn = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/*" }]
    deny_all_but_s3            = [{ Effect = "Allow", NotAction = "s3:*", Resource = "*" }]
    deny_denied_for_one_role = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*" },
      { Effect = "Deny", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/admin" },
    ]
    pass_denied_for_all = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*" },
      { Effect = "Deny", Action = "iam:Pass*", Resource = "*" },
    ]
    pass_one_role = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/app" }]
    pass_one_role_to_one_service = [{
      Effect    = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/app"
      Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } }
    }]
    pass_another_action = [{ Effect = "Allow", Action = "iam:Get*", Resource = "*" }]
  }
}

resource "aws_iam_policy" "each" {
  for_each = local.all

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

# In a role itself, behind one that is harmless.
resource "aws_iam_role" "deny_second_inline" {
  name               = "inline"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })

  inline_policy {
    name   = "a"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::a/*" }] })
  }

  inline_policy {
    name   = "b"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }] })
  }
}

resource "aws_iam_group_policy" "deny_group" {
  group  = "staff"
  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "iam:PassRole", Resource = ["arn:aws:s3:::a", "*"] } })
}
