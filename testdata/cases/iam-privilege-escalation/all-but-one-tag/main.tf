# One instance is left out by its tag; whatever else runs in the account is not.
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  actions = ["ec2:StartInstances", "ec2:StopInstances", "ec2:ModifyInstanceAttribute"]
}

resource "aws_iam_role" "deny_all_but_one" {
  name               = "all-but-one"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "all_but_one" {
  name = "operate"
  role = aws_iam_role.deny_all_but_one.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = local.actions
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:ResourceTag/Name" = "bastion" } }
    }]
  })
}

resource "aws_iam_role" "pass_only_one" {
  name               = "only-one"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "only_one" {
  name = "operate"
  role = aws_iam_role.pass_only_one.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = local.actions
      Resource  = "*"
      Condition = { StringEquals = { "aws:ResourceTag/Name" = "bastion" } }
    }]
  })
}
