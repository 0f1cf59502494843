# A condition on a tag is met by what bears the tag: a role, a user, a policy or what runs under a role.
data "aws_caller_identity" "me" {}

resource "terraform_data" "later" {}

locals {
  account = data.aws_caller_identity.me.account_id
  trust = {
    account   = { AWS = "arn:aws:iam::${local.account}:root" }
    instance  = { Service = "ec2.amazonaws.com" }
    function  = { Service = "lambda.amazonaws.com" }
    project   = { Service = "codebuild.amazonaws.com" }
    task      = { Service = "ecs-tasks.amazonaws.com" }
    elsewhere = { Service = "vmie.amazonaws.com" }
  }
  team = { for team in ["a", "b", "c"] : team => { StringEquals = { "aws:ResourceTag/team" = team } } }

  # Alike but for their tags.
  admins = {
    a        = { team = "a" }
    b        = { team = "b", Privileged = "true" }
    untagged = {}
  }

  holders = {
    deny_assume           = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*", Condition = local.team.b }]
    deny_assume_iam       = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*", Condition = { StringLike = { "iam:ResourceTag/Team" = "b*" } } }]
    deny_assume_tagged    = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*", Condition = { Null = { "aws:ResourceTag/team" = "false" } } }]
    deny_assume_untagged  = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-untagged", Condition = { StringEqualsIfExists = { "aws:ResourceTag/team" = "x" } } }]
    deny_own_team         = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "$${aws:PrincipalTag/team}" } } }]
    deny_not_privileged   = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-*" }, { Effect = "Deny", Action = "sts:AssumeRole", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/Privileged" = "true" } } }]
    deny_user_key         = [{ Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "*", Condition = local.team.a }]
    deny_itself           = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/kind" = "holder" } } }]
    deny_trust            = [{ Effect = "Allow", Action = "iam:UpdateAssumeRolePolicy", Resource = "*", Condition = local.team.a }]
    deny_instance         = [{ Effect = "Allow", Action = "ssm:StartSession", Resource = "arn:aws:ec2:*:*:instance/*", Condition = { StringEquals = { "ssm:resourceTag/team" = "a" } } }]
    deny_instance_ssh     = [{ Effect = "Allow", Action = ["ec2:StopInstances", "ec2:ModifyInstanceAttribute", "ec2:StartInstances"], Resource = "*", Condition = { StringEquals = { "ec2:ResourceTag/team" = "a" } } }]
    deny_function         = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*", Condition = local.team.b }]
    deny_project          = [{ Effect = "Allow", Action = "codebuild:StartBuild", Resource = "*", Condition = local.team.a }]
    deny_tasks_of_service = [{ Effect = "Allow", Action = ["ecs:ExecuteCommand", "ecs:DescribeTasks"], Resource = "*", Condition = local.team.a }]

    pass_assume           = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-a", Condition = local.team.b }]
    pass_assume_untagged  = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-untagged", Condition = local.team.b }]
    pass_if_exists        = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-a", Condition = { StringEqualsIfExists = { "aws:ResourceTag/team" = "b" } } }]
    pass_of_nobody        = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = ["arn:aws:iam::${local.account}:role/admin-a", "arn:aws:iam::${local.account}:role/admin-b"], Condition = local.team.c }]
    pass_privileged       = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-b" }, { Effect = "Deny", Action = "sts:AssumeRole", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/Privileged" = "true" } } }]
    pass_all_but_own      = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-b" }, { Effect = "Deny", Action = "sts:AssumeRole", Resource = "*", Condition = { StringNotEquals = { "aws:ResourceTag/team" = "$${aws:PrincipalTag/team}" } } }]
    pass_user_key         = [{ Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "*", Condition = local.team.b }]
    pass_itself           = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/kind" = "other" } } }]
    pass_instance         = [{ Effect = "Allow", Action = "ssm:StartSession", Resource = "arn:aws:ec2:*:*:instance/*", Condition = { StringEquals = { "ssm:resourceTag/team" = "b" } } }]
    pass_function         = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*", Condition = local.team.a }]
    pass_project          = [{ Effect = "Allow", Action = "codebuild:StartBuild", Resource = "*", Condition = local.team.b }]
    pass_tasks_of_service = [{ Effect = "Allow", Action = ["ecs:ExecuteCommand", "ecs:DescribeTasks"], Resource = "*", Condition = local.team.b }]

    unknown_later = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-later", Condition = local.team.c }]
    unknown_deny  = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/admin-later" }, { Effect = "Deny", Action = "sts:AssumeRole", Resource = "*", Condition = local.team.c }]
  }
}

resource "aws_iam_role" "admin" {
  for_each = local.admins
  name     = "admin-${each.key}"
  tags     = each.value
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.trust.account }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  for_each   = aws_iam_role.admin
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "later" {
  name               = "admin-later"
  tags               = { team = terraform_data.later.id }
  assume_role_policy = aws_iam_role.admin["a"].assume_role_policy
}

resource "aws_iam_role_policy_attachment" "later" {
  role       = aws_iam_role.later.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_user" "admin" {
  name = "admin"
  tags = { team = "a" }
}

resource "aws_iam_user_policy_attachment" "admin" {
  user       = aws_iam_user.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# What runs under a role, whose tags are its own.
resource "aws_iam_role" "run" {
  for_each = toset(["instance", "function", "project", "task"])
  name     = "run-${each.key}"
  tags     = { team = "c" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.trust[each.key] }]
  })
}

resource "aws_iam_role_policy_attachment" "run" {
  for_each   = aws_iam_role.run
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "run" {
  name = "run"
  role = aws_iam_role.run["instance"].name
}

resource "aws_instance" "untagged" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.run.name
}

resource "aws_instance" "tagged" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.run.name
  tags                 = { team = "a" }
}

resource "aws_lambda_function" "run" {
  function_name = "run"
  role          = aws_iam_role.run["function"].arn
  filename      = "run.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
  tags          = { team = "b" }
}

resource "aws_codebuild_project" "run" {
  name         = "run"
  service_role = aws_iam_role.run["project"].arn
  tags         = { team = "a" }
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_ecs_cluster" "run" {
  name = "run"
}

resource "aws_ecs_task_definition" "run" {
  family                = "run"
  task_role_arn         = aws_iam_role.run["task"].arn
  container_definitions = jsonencode([{ name = "app", image = "nginx", memory = 128 }])
}

# Only one passes its tags on to its tasks.
resource "aws_ecs_service" "passing" {
  name            = "passing"
  cluster         = aws_ecs_cluster.run.id
  task_definition = aws_ecs_task_definition.run.arn
  propagate_tags  = "SERVICE"
  tags            = { team = "a" }
}

resource "aws_ecs_service" "keeping" {
  name            = "keeping"
  cluster         = aws_ecs_cluster.run.id
  task_definition = aws_ecs_task_definition.run.arn
  tags            = { team = "b" }
}

resource "aws_iam_role" "holder" {
  for_each = local.holders
  name     = each.key
  tags     = { team = "a", kind = "holder" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.trust.elsewhere }]
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
