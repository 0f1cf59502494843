locals {
  # No session is younger than zero seconds.
  conditions = {
    pass_younger_than_none   = { NumericLessThan = { "aws:MultiFactorAuthAge" = "0" } }
    deny_as_young_as_none    = { NumericLessThanEquals = { "aws:MultiFactorAuthAge" = "0" } }
    deny_any_age             = { NumericGreaterThan = { "aws:MultiFactorAuthAge" = "0" } }
    pass_a_level_it_has_not  = { NumericGreaterThanEquals = { "aws:PrincipalTag/rank" = "0" } }
    deny_a_level_it_need_not = { NumericGreaterThanIfExists = { "aws:PrincipalTag/rank" = "5" } }
  }
}

resource "aws_iam_role" "each" {
  for_each = { for name, condition in local.conditions : "of_${name}" => condition }

  name = replace(each.key, "_", "-")
  tags = { level = "3" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "each" {
  for_each = local.conditions

  name = "all"
  role = aws_iam_role.each["of_${each.key}"].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*", Condition = each.value }]
  })
}
