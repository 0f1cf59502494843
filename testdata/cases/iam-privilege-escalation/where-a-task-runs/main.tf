# `ecs:cluster` says where a task runs, not under which role. Of a task that runs already it says which.
locals {
  in    = { for name in ["shop", "other"] : name => { ArnLike = { "ecs:cluster" = "arn:aws:ecs:*:*:cluster/${name}" } } }
  pass  = { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/task" }
  shell = ["ecs:ExecuteCommand", "ecs:DescribeTasks"]

  holders = {
    deny_run          = [local.pass, { Effect = "Allow", Action = "ecs:RunTask", Resource = "*", Condition = local.in.other }]
    deny_start        = [local.pass, { Effect = "Allow", Action = "ecs:StartTask", Resource = "*", Condition = { ArnLike = { "ecs:cluster" = "arn:aws:ecs:*:*:cluster/sho*" } } }]
    deny_service      = [local.pass, { Effect = "Allow", Action = "ecs:RegisterTaskDefinition", Resource = "*" }, { Effect = "Allow", Action = "ecs:CreateService", Resource = "*", Condition = local.in.other }]
    deny_shell        = [{ Effect = "Allow", Action = local.shell, Resource = "*", Condition = local.in.shop }]
    deny_shell_name   = [{ Effect = "Allow", Action = local.shell, Resource = "*", Condition = { ArnLike = { "ecs:cluster" = "arn:aws:ecs:*:*:cluster/sho*" } } }]
    pass_shell        = [{ Effect = "Allow", Action = local.shell, Resource = "*", Condition = local.in.other }]
    pass_shell_denied = [{ Effect = "Allow", Action = local.shell, Resource = "arn:aws:ecs:*:*:task/shop/*" }, { Effect = "Deny", Action = "ecs:ExecuteCommand", Resource = "*", Condition = local.in.shop }]
    pass_definition   = [local.pass, { Effect = "Allow", Action = ["ecs:RegisterTaskDefinition", "ecs:CreateService"], Resource = "*", Condition = local.in.shop }]
  }
}

resource "aws_ecs_cluster" "cluster" {
  for_each = toset(["shop", "other"])
  name     = each.key
}

resource "aws_iam_role" "task" {
  name = "task"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "task" {
  role       = aws_iam_role.task.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_ecs_task_definition" "shop" {
  family                = "shop"
  task_role_arn         = aws_iam_role.task.arn
  container_definitions = jsonencode([{ name = "app", image = "nginx", memory = 128 }])
}

resource "aws_ecs_service" "shop" {
  name            = "shop"
  cluster         = aws_ecs_cluster.cluster["shop"].arn
  task_definition = aws_ecs_task_definition.shop.arn
}

resource "aws_iam_role" "holder" {
  for_each = local.holders
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vmie.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "holder" {
  count = length(local.holders)
  role  = aws_iam_role.holder[keys(local.holders)[count.index]].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = values(local.holders)[count.index]
  })
}
