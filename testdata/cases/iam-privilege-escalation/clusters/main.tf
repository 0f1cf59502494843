# A cluster takes two roles: the one of its instances runs what its user brings, the one of EMR runs nothing of theirs.
# https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html
locals {
  strong = { service = "elasticmapreduce", instances = "ec2" }
  hands = {
    pass_service_role   = ["service"]
    deny_instances_role = ["instances"]
    deny_both           = ["service", "instances"]
  }
  only = {
    pass_for_the_service   = "elasticmapreduce.amazonaws.com"
    deny_for_the_instances = "ec2.amazonaws.com"
  }
  starts = { Effect = "Allow", Action = "elasticmapreduce:RunJobFlow", Resource = "*" }
}

resource "aws_iam_role" "strong" {
  for_each = local.strong
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${each.value}.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "strong" {
  for_each   = local.strong
  role       = aws_iam_role.strong[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "instances" {
  name = "instances"
  role = aws_iam_role.strong["instances"].name
}

resource "aws_iam_user" "who" {
  for_each = toset(concat(keys(local.hands), keys(local.only)))
  name     = each.key
}

resource "aws_iam_user_policy" "hand" {
  for_each = { for name, roles in local.hands : "of ${name}" => { user = name, roles = roles } }
  name     = "hand"
  user     = aws_iam_user.who[each.value.user].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.starts,
      { Effect = "Allow", Action = "iam:PassRole", Resource = [for role in each.value.roles : "arn:aws:iam::*:role/${role}"] },
    ]
  })
}

resource "aws_iam_user_policy" "only" {
  for_each = { for name, service in local.only : "of ${name}" => { user = name, service = service } }
  name     = "only"
  user     = aws_iam_user.who[each.value.user].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.starts,
      {
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "*"
        Condition = { StringEquals = { "iam:PassedToService" = each.value.service } }
      },
    ]
  })
}
