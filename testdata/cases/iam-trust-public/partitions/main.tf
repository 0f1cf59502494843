# Every principal is of the partition that the role is in: a pattern for all of one lets in everyone, or nobody.
locals {
  by = {
    deny_its_partition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:*" } }
    deny_as_a_string   = { StringLike = { "aws:PrincipalArn" = "arn:aws:*" } }
    deny_in_segments   = { ArnLike = { "aws:PrincipalArn" = "arn:aws:*:*:*:*" } }
    deny_government    = { ArnLike = { "aws:PrincipalArn" = "arn:aws-us-gov:*" } }
    deny_any_partition = { ArnLike = { "aws:PrincipalArn" = ["arn:aws:*", "arn:aws-cn:*"] } }
    deny_any_account   = { StringLike = { "aws:PrincipalArn" = "arn:aws:iam::*" } }
    pass_account       = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:*" } }
    deny_all_but_one   = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws-cn:*" } }
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.by
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = each.value }] })
}
