# A boundary that leaves a part of what an administrator may do: who writes its own policy gives itself that part.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  boundaries = {
    all-but-keys     = jsonencode([{ Effect = "Allow", NotAction = "iam:CreateAccessKey", Resource = "*" }])
    data             = jsonencode([{ Effect = "Allow", Action = ["iam:PutRolePolicy", "s3:*"], Resource = "*" }])
    trail            = jsonencode([{ Effect = "Allow", Action = ["iam:PutRolePolicy", "cloudtrail:*"], Resource = "*" }])
    nothing-else     = jsonencode([{ Effect = "Allow", Action = ["iam:PutRolePolicy", "logs:*"], Resource = "*" }])
    what-it-has      = jsonencode([{ Effect = "Allow", Action = ["iam:PutRolePolicy", "s3:GetObject"], Resource = "*" }])
    all-but-policies = jsonencode([{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }])
  }
  roles = {
    deny_all_but_keys      = "all-but-keys"
    deny_data              = "data"
    deny_trail             = "trail"
    pass_nothing_else      = "nothing-else"
    pass_has_all_it_leaves = "what-it-has"
    pass_not_its_policy    = "all-but-policies"
  }
  given = {
    deny_gives_data        = "worker"
    pass_gives_what_it_has = "worker"
    pass_gives_logs        = "idler"
  }
}

resource "aws_iam_policy" "boundary" {
  for_each = local.boundaries
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = jsondecode(each.value) })
}

resource "aws_iam_role" "each" {
  for_each             = local.roles
  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = "arn:aws:iam::${local.account}:policy/${each.value}"
}

resource "aws_iam_role_policy" "each" {
  count = length(local.roles)
  role  = aws_iam_role.each[keys(local.roles)[count.index]].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = concat(["iam:PutRolePolicy"], values(local.roles)[count.index] == "what-it-has" ? ["s3:GetObject"] : []), Resource = "*" }]
  })
}

# What it gives to a role that it may assume is held back by that role's boundary.
resource "aws_iam_role" "worker" {
  name                 = "worker"
  permissions_boundary = aws_iam_policy.boundary["data"].arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.account}:root" } }]
  })
}

resource "aws_iam_role" "idler" {
  name                 = "idler"
  permissions_boundary = aws_iam_policy.boundary["nothing-else"].arn
  assume_role_policy   = aws_iam_role.worker.assume_role_policy
}

resource "aws_iam_role" "of" {
  for_each           = local.given
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "of" {
  count = length(local.given)
  role  = aws_iam_role.of[keys(local.given)[count.index]].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{ Effect = "Allow", Action = ["iam:PutRolePolicy", "sts:AssumeRole"], Resource = "arn:aws:iam::*:role/${values(local.given)[count.index]}" }],
      [for action in ["s3:GetObject"] : { Effect = "Allow", Action = action, Resource = "*" } if keys(local.given)[count.index] == "pass_gives_what_it_has"],
    )
  })
}
