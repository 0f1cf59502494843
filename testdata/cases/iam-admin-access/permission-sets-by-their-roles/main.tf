# https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
provider "aws" {
  region = "eu-west-1"
}

data "aws_ssoadmin_instances" "this" {}

locals {
  instance = tolist(data.aws_ssoadmin_instances.this.arns)[0]
  reserved = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com"

  # Of each permission set, whom the Deny in its policy is for.
  denies = {
    pass_denied_by_its_role = { ArnLike = { "aws:PrincipalArn" = "${local.reserved}*/AWSReservedSSO_pass_denied_by_its_role_*" } }
    deny_another_is_denied  = { ArnLike = { "aws:PrincipalArn" = "${local.reserved}*/AWSReservedSSO_another_*" } }
    deny_spared_by_its_role = { ArnNotLike = { "aws:PrincipalArn" = ["${local.reserved}*/AWSReservedSSO_deny_spared_by_its_role_*", "arn:aws:iam::*:role/break-glass"] } }
    pass_another_is_spared  = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/break-glass" } }
  }
}

resource "aws_ssoadmin_permission_set" "each" {
  for_each = local.denies

  name         = each.key
  instance_arn = local.instance
}

resource "aws_ssoadmin_permission_set_inline_policy" "each" {
  for_each = local.denies

  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.each[each.key].arn
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = "iam:*", Resource = "*", Condition = each.value },
    ]
  })
}
