# What IAM shows in place of a principal that is gone tells no account; a condition beside it may.
locals {
  deleted = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "AROAEXAMPLEDELETED123" } }
  by = {
    deny_account           = { StringEquals = { "aws:PrincipalAccount" = "999900001111" } }
    deny_arn               = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::999900001111:role/*" } }
    deny_organisation      = { StringEquals = { "aws:PrincipalOrgID" = "o-other12345" } }
    pass_own               = { StringEquals = { "aws:PrincipalAccount" = "111122223333" } }
    pass_own_organisation  = { StringEquals = { "aws:PrincipalOrgID" = "o-acme123456" } }
    unknown_of_two         = { StringEquals = { "aws:PrincipalAccount" = ["111122223333", "999900001111"] } }
    unknown_without_a_word = { Bool = { "aws:SecureTransport" = "true" } }
    unknown_through        = { StringEquals = { "aws:VpceAccount" = "111122223333" } }
  }
}

resource "aws_iam_role" "trusting" {
  for_each           = local.by
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.deleted, { Condition = each.value })] })
}

# The account stands beside it, too.
resource "aws_iam_role" "deny_beside" {
  name = "beside"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.deleted, { Principal = { AWS = ["AIDAEXAMPLEDELETED123", "arn:aws:iam::999900001111:root"] }, Condition = local.by.deny_account })]
  })
}
