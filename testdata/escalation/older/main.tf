# Written by scripts/escalation.py
locals {
  paths = {
    "iam-older-version" = { first = "iam:SetDefaultPolicyVersion", rest = [], condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-older-version-role" = { first = "iam:SetDefaultPolicyVersion", rest = ["sts:AssumeRole"], condition = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
  }
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

resource "aws_iam_policy" "loose" {
  for_each = local.paths
  name     = "loose-${each.key}"
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

# What each of them is set back.
resource "aws_iam_policy" "narrowed" {
  for_each = local.paths
  name     = "narrowed-${each.key}"
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }] })
}

data "aws_caller_identity" "me" {}

resource "aws_iam_role" "narrowed" {
  name = "narrowed"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "narrowed" {
  role       = aws_iam_role.narrowed.name
  policy_arn = aws_iam_policy.narrowed["iam-older-version-role"].arn
}

resource "aws_iam_user" "path" {
  for_each             = local.paths
  name                 = "path-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "path" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_user_policy" "path_rest" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "rest"
  user     = aws_iam_user.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "path" {
  user       = aws_iam_user.path["iam-older-version"].name
  policy_arn = aws_iam_policy.narrowed["iam-older-version"].arn
}

resource "aws_iam_user" "denied" {
  for_each             = local.paths
  name                 = "denied-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "denied" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }, { Effect = "Deny", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_user_policy" "denied_rest" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "rest"
  user     = aws_iam_user.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "denied" {
  user       = aws_iam_user.denied["iam-older-version"].name
  policy_arn = aws_iam_policy.narrowed["iam-older-version"].arn
}

resource "aws_iam_user" "bounded" {
  for_each             = local.paths
  name                 = "bounded-${each.key}"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user_policy" "bounded" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_user_policy" "bounded_rest" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "rest"
  user     = aws_iam_user.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "bounded" {
  user       = aws_iam_user.bounded["iam-older-version"].name
  policy_arn = aws_iam_policy.narrowed["iam-older-version"].arn
}

resource "aws_iam_user" "elsewhere" {
  for_each             = local.paths
  name                 = "elsewhere-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "elsewhere" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "arn:aws:s3:::bucket" }] })
}

resource "aws_iam_user_policy" "elsewhere_rest" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "rest"
  user     = aws_iam_user.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "elsewhere" {
  user       = aws_iam_user.elsewhere["iam-older-version"].name
  policy_arn = aws_iam_policy.narrowed["iam-older-version"].arn
}

resource "aws_iam_user" "conditioned" {
  for_each             = local.paths
  name                 = "conditioned-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
}

resource "aws_iam_user_policy" "conditioned" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*", Condition = jsondecode(each.value.condition) }] })
}

resource "aws_iam_user_policy" "conditioned_rest" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "rest"
  user     = aws_iam_user.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "conditioned" {
  user       = aws_iam_user.conditioned["iam-older-version"].name
  policy_arn = aws_iam_policy.narrowed["iam-older-version"].arn
}

