# The account is the one that the provider says.
provider "aws" {
  allowed_account_ids = ["123456789012"]
}

locals {
  reads = {
    deny_own_account               = ["arn:aws:kms:*:123456789012:key/*"]
    deny_any_account               = ["arn:aws:kms:*:*:key/*"]
    deny_own_beside_another        = ["arn:aws:kms:eu-west-1:444455556666:key/*", "arn:aws:kms:eu-west-1:123456789012:key/*"]
    pass_another_account           = ["arn:aws:kms:eu-west-1:444455556666:key/*"]
    pass_another_account_and_a_key = ["arn:aws:kms:eu-west-1:444455556666:key/*", "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c"]
  }
}

resource "aws_iam_role" "reader" {
  for_each = { for name, keys in local.reads : "on_${name}" => keys }
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "reads" {
  for_each = local.reads
  role     = aws_iam_role.reader["on_${each.key}"].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["kms:Decrypt"], Resource = each.value }]
  })
}
