# A condition on the principal's own tag restricts nobody who may set that tag on itself.
locals {
  decrypt = { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Condition = { StringEquals = { "aws:PrincipalTag/clearance" = "secret" } } }
  tag     = { for name in ["deny_tags_itself", "pass_takes_another_value"] : name => { Effect = "Allow", Action = "iam:TagRole", Resource = "arn:aws:iam::*:role/${name}" } }

  roles = {
    deny_tags_itself         = [local.tag["deny_tags_itself"]]
    deny_tags_every_role     = [merge(local.tag["deny_tags_itself"], { Resource = "*" })]
    pass_tags_nobody         = []
    pass_tags_another        = [merge(local.tag["deny_tags_itself"], { Resource = "arn:aws:iam::*:role/app-*" })]
    pass_takes_another_value = [merge(local.tag["pass_takes_another_value"], { Condition = { StringEquals = { "aws:RequestTag/clearance" = "public" } } })]
    pass_denied              = [merge(local.tag["deny_tags_itself"], { Resource = "*" }), { Effect = "Deny", Action = "iam:TagRole", Resource = "*" }]
  }
}

resource "aws_iam_role" "role" {
  for_each           = { for name in keys(local.roles) : "of ${name}" => name }
  name               = each.value
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "decrypts" {
  for_each = local.roles
  name     = "decrypts"
  role     = aws_iam_role.role["of ${each.key}"].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [local.decrypt] })
}

# The right to set tags stands in another policy.
resource "aws_iam_role_policy" "tags" {
  for_each = { for name, statements in local.roles : "of ${name}" => { role = name, statements = statements } if length(statements) > 0 }
  name     = "tags"
  role     = aws_iam_role.role["of ${each.value.role}"].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# One policy that two roles have: of those one may tag itself.
resource "aws_iam_policy" "deny_of_two" {
  name   = "of-two"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.decrypt] })
}

resource "aws_iam_role_policy_attachment" "of_two" {
  for_each   = { a = "pass_tags_nobody", b = "deny_tags_itself" }
  role       = aws_iam_role.role["of ${each.value}"].name
  policy_arn = aws_iam_policy.deny_of_two.arn
}

# One policy that two roles have: of those one has the tag.
resource "aws_iam_policy" "deny_of_one_with_the_tag" {
  name   = "of-one-with-the-tag"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.decrypt] })
}

resource "aws_iam_role" "worker" {
  for_each           = { app = "public", bearer = "secret" }
  name               = each.key
  tags               = { clearance = each.value }
  assume_role_policy = aws_iam_role.role["of pass_tags_nobody"].assume_role_policy
}

resource "aws_iam_role_policy_attachment" "of_one_with_the_tag" {
  for_each   = aws_iam_role.worker
  role       = each.value.name
  policy_arn = aws_iam_policy.deny_of_one_with_the_tag.arn
}
