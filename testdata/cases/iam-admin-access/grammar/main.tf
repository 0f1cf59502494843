# A document that breaks the grammar is refused by AWS or means something else; it is never read as harmless.

locals {
  broken = {
    unknown_no_statement   = jsonencode({ Version = "2012-10-17" })
    unknown_element        = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Actions = "*", Resource = "*" }] })
    unknown_effect         = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "allow", Action = "*", Resource = "*" }] })
    unknown_version        = jsonencode({ Version = "2012-10-18", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
    unknown_both           = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", NotAction = "iam:*", Resource = "*" }] })
    unknown_operator       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*", Condition = { StringIs = { "aws:PrincipalTag/a" = "b" } } }] })
    deny_single_statement  = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "*", Resource = "*" } })
    deny_lists             = jsonencode({ Version = ["2012-10-17"][0], Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "*"], Resource = ["*"] }] })
    deny_old_version       = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
    pass_empty             = jsonencode({ Version = "2012-10-17", Statement = [] })
  }
}

resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "each" {
  for_each = local.broken
  name     = each.key
  role     = aws_iam_role.app.name
  policy   = each.value
}
