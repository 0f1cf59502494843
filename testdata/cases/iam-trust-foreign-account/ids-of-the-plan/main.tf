# What stands in the state has its id: a principal that is named by it is of the plan.
resource "aws_iam_role" "known" {
  name               = "known"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_user" "known" {
  name = "known"
}

locals {
  allow = { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*" }
  statements = {
    pass_role       = merge(local.allow, { Condition = { StringLike = { "aws:userid" = "${aws_iam_role.known.unique_id}:*" } } })
    pass_user       = merge(local.allow, { Condition = { StringEquals = { "aws:userid" = aws_iam_user.known.unique_id } } })
    pass_principal  = merge(local.allow, { Principal = { AWS = aws_iam_user.known.unique_id } })
    unknown_another = merge(local.allow, { Condition = { StringLike = { "aws:userid" = "AROAEXAMPLEROLE1234567:*" } } })
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.statements
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}
