# The ARN of a deployment group of CodeDeploy ends in the name of its application and its own.
data "aws_caller_identity" "me" {}

resource "terraform_data" "later" {}

locals {
  account = data.aws_caller_identity.me.account_id
  group   = "arn:aws:codedeploy:*:${local.account}:deploymentgroup"
  besides = { Effect = "Allow", Action = ["codedeploy:RegisterApplicationRevision", "codedeploy:GetDeploymentConfig"], Resource = "*" }

  who = {
    deny_group        = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:web/blue" }]
    deny_application  = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:web/*" }]
    deny_name         = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:web/b*" }]
    deny_spared       = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:*/blue" }, { Effect = "Deny", Action = "codedeploy:*", Resource = "${local.group}:batch/*" }]
    unknown_of_later  = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:batch/*" }]
    pass_group        = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:web/green" }]
    pass_denied       = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:*/blue" }, { Effect = "Deny", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:web/*" }]
    unknown_later     = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:batch/later" }]
    pass_not_of_later = [local.besides, { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = "${local.group}:batch/sooner" }]
  }

  trust = { for service in ["codedeploy", "edgelambda"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = local.trust.codedeploy
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_codedeploy_deployment_group" "web" {
  app_name              = "web"
  deployment_group_name = "blue"
  service_role_arn      = aws_iam_role.admin.arn
}

# Its application is known after apply.
resource "aws_codedeploy_deployment_group" "later" {
  app_name              = terraform_data.later.id
  deployment_group_name = "later"
  service_role_arn      = aws_iam_role.admin.arn
}

resource "aws_iam_role" "who" {
  for_each           = local.who
  name               = each.key
  assume_role_policy = local.trust.edgelambda
}

resource "aws_iam_role_policy" "who" {
  for_each = { for name, statements in local.who : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.who[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
