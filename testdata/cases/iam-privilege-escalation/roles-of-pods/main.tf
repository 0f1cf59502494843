# Whoever gives pods a role and enters the cluster runs a pod under it.
locals {
  enter = { Effect = "Allow", Action = ["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"], Resource = "*" }
  give  = { Effect = "Allow", Action = "eks:CreatePodIdentityAssociation", Resource = "*" }
  pass  = { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/pods" }
  holders = {
    deny_gives_pods_a_role   = [local.enter, local.give, local.pass]
    deny_gives_them_another  = [local.enter, merge(local.give, { Action = "eks:UpdatePodIdentityAssociation" }), local.pass]
    deny_passes_to_pods      = [local.enter, local.give, merge(local.pass, { Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "pods.eks.amazonaws.com" } } })]
    pass_enters_no_cluster   = [local.give, local.pass]
    pass_gives_no_policy     = [merge(local.enter, { Action = "eks:CreateAccessEntry" }), local.give, local.pass]
    pass_passes_nothing      = [local.enter, local.give]
    pass_role_of_nodes       = [local.enter, local.give, merge(local.pass, { Resource = "arn:aws:iam::*:role/nodes" })]
    pass_passes_to_instances = [local.enter, local.give, merge(local.pass, { Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } } })]
  }
}

resource "aws_iam_role" "target" {
  for_each           = { pods = "pods.eks.amazonaws.com", nodes = "ec2.amazonaws.com" }
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sts:AssumeRole", "sts:TagSession"], Principal = { Service = each.value } }] })
}

resource "aws_iam_role_policy_attachment" "target" {
  for_each   = aws_iam_role.target
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "each" {
  for_each           = local.holders
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, statements in local.holders : "of ${name}" => { role = name, statements = statements } }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
