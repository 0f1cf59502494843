# An id that AWS gives stands behind the name of a service of App Runner, of a stack, and of the cluster of a task.
data "aws_caller_identity" "me" {}

locals {
  account  = data.aws_caller_identity.me.account_id
  services = "arn:aws:apprunner:*:${local.account}:service"
  ecs      = "arn:aws:ecs:*:${local.account}"
  stacks   = "arn:aws:cloudformation:*:${local.account}:stack"
  users = {
    deny_updates_service       = { action = "apprunner:UpdateService", on = "${local.services}/web/*" }
    pass_updates_other_service = { action = "apprunner:UpdateService", on = "${local.services}/shop/*" }
    deny_updates_stack         = { action = "cloudformation:UpdateStack", on = "${local.stacks}/base/*" }
    pass_updates_other_stack   = { action = "cloudformation:UpdateStack", on = "${local.stacks}/edge/*" }
    deny_enters_task           = { action = ["ecs:ExecuteCommand", "ecs:DescribeTasks"], on = ["${local.ecs}:cluster/shop", "${local.ecs}:task/shop/*"] }
    pass_enters_other_task     = { action = ["ecs:ExecuteCommand", "ecs:DescribeTasks"], on = ["${local.ecs}:cluster/blog", "${local.ecs}:task/blog/*"] }
  }
}

resource "aws_iam_user" "one" {
  for_each = local.users
  name     = replace(each.key, "_", "-")
}

resource "aws_iam_user_policy" "one" {
  for_each = { for name, given in local.users : "of_${name}" => { user = name, given = given } }
  name     = "one"
  user     = aws_iam_user.one[each.value.user].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.given.action, Resource = each.value.given.on }] })
}

resource "aws_iam_role" "administrator" {
  for_each           = { web = "tasks.apprunner", base = "cloudformation", shop = "ecs-tasks" }
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${each.value}.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  for_each   = aws_iam_role.administrator
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_apprunner_service" "web" {
  service_name = "web"
  source_configuration {
    auto_deployments_enabled = false
    image_repository {
      image_identifier      = "public.ecr.aws/nginx/nginx:latest"
      image_repository_type = "ECR_PUBLIC"
    }
  }
  instance_configuration {
    instance_role_arn = aws_iam_role.administrator["web"].arn
  }
}

resource "aws_cloudformation_stack" "base" {
  name          = "base"
  iam_role_arn  = aws_iam_role.administrator["base"].arn
  template_body = jsonencode({ Resources = { Topic = { Type = "AWS::SNS::Topic" } } })
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_ecs_task_definition" "shop" {
  family                = "shop"
  task_role_arn         = aws_iam_role.administrator["shop"].arn
  container_definitions = jsonencode([{ name = "shop", image = "nginx", memory = 128 }])
}

resource "aws_ecs_service" "shop" {
  name                   = "shop"
  cluster                = aws_ecs_cluster.shop.id
  task_definition        = aws_ecs_task_definition.shop.arn
  desired_count          = 1
  enable_execute_command = true
}
