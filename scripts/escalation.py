#!/usr/bin/env python3
"""Write the plans' sources of the escalation table: one principal a path, with exactly the path's permissions.

    scripts/escalation.py && scripts/plan.py testdata/escalation/{found,taken,seen,own,older,profile}

found/  the permissions split over two policies, the second through a group
taken/  the same, each four times: with a Deny, a boundary, a resource that can't match, a condition that restricts
seen/   the ids seen once, which take away what holds another path back: found, and each of the four
own/    the same of our own ids, on roles and through groups; the others of them are in found/ and taken/
older/  the same of those by an older version of a policy, which before/ has
profile/ the same of the one by the instance profile of its principal
"""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/iam/tables/escalation.tsv"
OUT = ROOT / "testdata/escalation"
ROLES = {"iam-005", "iam-009"}
SKIPPED = {"sts-002", "sts-003", "sts-004"}  # facts of a trust policy; iam-012 by another name

paths = []
for line in TABLE.read_text().splitlines():
    kind, ident, category, _, services, actions = line.split("\t")
    if (kind in "AB" or ident.startswith("iam-create-") or category.endswith("-passrole")) and ident not in SKIPPED:
        paths.append((ident, [s for s in services.split(",") if s != "-"], actions.split(",")))
services = sorted({service for _, names, _ in paths for service in names})


def hcl(value):
    return json.dumps(value).replace(": ", " = ").replace(":", "=") if isinstance(value, dict) else json.dumps(value)


def narrowed(actions):
    """The permission of a path that a condition restricts, and the condition: it says to whom, to what or how far."""
    action = "iam:PassRole" if "iam:PassRole" in actions else actions[0]
    if action == "iam:PassRole":
        condition = {"StringEquals": {"iam:PassedToService": "edgelambda.amazonaws.com"}}
    elif action == "iam:CreateGroup" and "iam:AttachGroupPolicy" in actions:
        return narrowed(["iam:AttachGroupPolicy"])
    elif action.startswith("iam:Attach"):
        condition = {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"}}
    elif action in ("iam:PutRolePolicy", "iam:PutUserPolicy", "iam:CreateRole", "iam:CreateUser"):
        condition = {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/ceiling"}}
    else:
        condition = {"StringEquals": {"aws:ResourceTag/team": "sandbox"}}
    return action, condition


def split(actions):
    half = len(actions) // 2
    return (actions, []) if half == 0 else (actions[:half], actions[half:])


TARGETS = """
data "aws_caller_identity" "me" {}

# An administrator of every kind.
resource "aws_iam_role" "target" {
  name = "target"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = %s, AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
    }]
  })
}

resource "aws_iam_policy" "target" {
  name   = "target"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role_policy_attachment" "target" {
  role       = aws_iam_role.target.name
  policy_arn = aws_iam_policy.target.arn
}

resource "aws_iam_instance_profile" "target" {
  name = "target"
  role = aws_iam_role.target.name
}

resource "aws_iam_user" "boss" {
  name = "boss"
}

resource "aws_iam_user_policy_attachment" "boss" {
  user       = aws_iam_user.boss.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_group" "bosses" {
  name = "bosses"
}

resource "aws_iam_group_policy_attachment" "bosses" {
  group      = aws_iam_group.bosses.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# What runs under the role.
resource "aws_lambda_function" "target" {
  function_name = "target"
  role          = aws_iam_role.target.arn
  filename      = "target.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
}

resource "aws_security_group" "target" {
  name = "target"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_instance" "target" {
  ami                    = "ami-12345678"
  instance_type          = "t3.micro"
  iam_instance_profile   = aws_iam_instance_profile.target.name
  vpc_security_group_ids = [aws_security_group.target.id]
}

resource "aws_launch_template" "target" {
  name = "target"
  iam_instance_profile {
    name = aws_iam_instance_profile.target.name
  }
}

resource "aws_codebuild_project" "target" {
  name         = "target"
  service_role = aws_iam_role.target.arn
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

resource "aws_cloudformation_stack" "target" {
  name          = "target"
  iam_role_arn  = aws_iam_role.target.arn
  template_body = "{}"
}

resource "aws_sagemaker_notebook_instance" "target" {
  name          = "target"
  role_arn      = aws_iam_role.target.arn
  instance_type = "ml.t3.medium"
}

resource "aws_glue_dev_endpoint" "target" {
  name     = "target"
  role_arn = aws_iam_role.target.arn
}

resource "aws_apprunner_service" "target" {
  service_name = "target"
  source_configuration {
    image_repository {
      image_identifier      = "public.ecr.aws/nginx/nginx:latest"
      image_repository_type = "ECR_PUBLIC"
    }
  }
  instance_configuration {
    instance_role_arn = aws_iam_role.target.arn
  }
}

resource "aws_codedeploy_deployment_group" "target" {
  app_name              = "target"
  deployment_group_name = "target"
  service_role_arn      = aws_iam_role.target.arn
}

resource "aws_sfn_state_machine" "target" {
  name       = "target"
  role_arn   = aws_iam_role.target.arn
  # Unknown, since the provider has AWS validate a known one.
  definition = jsonencode({ StartAt = "Run", States = { Run = { Type = "Task", Resource = aws_lambda_function.target.arn, End = true } } })
}

resource "aws_ecs_task_definition" "target" {
  family                = "target"
  task_role_arn         = aws_iam_role.target.arn
  container_definitions = jsonencode([{ name = "app", image = "nginx", memory = 128 }])
}

resource "aws_ecs_service" "target" {
  name            = "target"
  task_definition = aws_ecs_task_definition.target.arn
}

resource "aws_batch_job_definition" "target" {
  name = "target"
  type = "container"
  container_properties = jsonencode({
    image      = "busybox"
    jobRoleArn = "arn:aws:iam::123456789012:role/target"
    vcpus      = 1
    memory     = 128
  })
}
""" % json.dumps(services)

FOUND = """
locals {
  users = %s
  roles = %s
}

resource "aws_iam_user" "path" {
  for_each = local.users
  name     = each.key
}

resource "aws_iam_user_policy" "first" {
  for_each = local.users
  name     = "first"
  user     = aws_iam_user.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_group" "rest" {
  for_each = { for id, path in local.users : id => path if length(path.rest) > 0 }
  name     = each.key
}

resource "aws_iam_group_policy" "rest" {
  for_each = aws_iam_group.rest
  name     = "rest"
  group    = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.users[each.key].rest, Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "rest" {
  for_each = aws_iam_group.rest
  user     = aws_iam_user.path[each.key].name
  groups   = [each.value.name]
}

# For the paths that replace a version of one's own policy, or change one's own group.
resource "aws_iam_group" "own" {
  name = "own"
}

resource "aws_iam_user_group_membership" "own" {
  for_each = toset(["iam-010", "iam-011"])
  user     = aws_iam_user.path[each.key].name
  groups   = [aws_iam_group.own.name]
}

resource "aws_iam_policy" "own" {
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "own" {
  user       = aws_iam_user.path["iam-001"].name
  policy_arn = aws_iam_policy.own.arn
}

resource "aws_iam_role" "path" {
  for_each = local.roles
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "path" {
  for_each = local.roles
  name     = "path"
  role     = aws_iam_role.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
}
"""

TAKEN = """
locals {
  users = %s
  narrowed = %s
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

resource "aws_iam_user" "denied" {
  for_each = local.users
  name     = "denied-${each.key}"
}

resource "aws_iam_user_policy" "denied" {
  for_each = local.users
  name     = "all"
  user     = aws_iam_user.denied[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = each.value, Resource = "*" },
    { Effect = "Deny", Action = each.value[length(each.value) - 1], Resource = "*" },
  ] })
}

resource "aws_iam_user" "bounded" {
  for_each             = local.users
  name                 = "bounded-${each.key}"
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user_policy" "bounded" {
  for_each = local.users
  name     = "all"
  user     = aws_iam_user.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
}

resource "aws_iam_user" "elsewhere" {
  for_each = local.users
  name     = "elsewhere-${each.key}"
}

resource "aws_iam_user_policy" "elsewhere" {
  for_each = local.users
  name     = "all"
  user     = aws_iam_user.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value, Resource = "arn:aws:s3:::bucket" }] })
}

resource "aws_iam_user" "conditioned" {
  for_each = local.users
  name     = "conditioned-${each.key}"
}

resource "aws_iam_user_policy" "conditioned" {
  for_each = local.users
  name     = "all"
  user     = aws_iam_user.conditioned[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [for action in each.value : merge(
    { Effect = "Allow", Action = action, Resource = "*" },
    { for name, condition in local.narrowed[each.key] : "Condition" => jsondecode(condition) if name == action },
  )] })
}
"""

# What holds another path of the user back: a boundary, a Deny that is attached, a Deny in line.
BOUNDED = {"iam-022", "iam-024"}
DETACHED = {"iam-025"}
IN_LINE = {"iam-026"}
OLD = {"iam-older-version", "iam-older-version-role"}
SEEN = """
locals {
  paths = %s
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

# It leaves the user the permission to take it away; where another thing holds the user back it bounds nothing.
resource "aws_iam_policy" "loose" {
  for_each = local.paths
  name     = "loose-${each.key}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = each.value.held == "boundary" ? ["s3:List*", each.value.first] : ["*"], Resource = "*"
  }] })
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

%s
resource "aws_iam_role" "kept" {
  name                 = "kept"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "kept" {
  role       = aws_iam_role.kept.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

data "aws_caller_identity" "me" {}

resource "aws_iam_role" "path" {
  for_each = {
    sts-002 = { AWS = "arn:aws:iam::999900001111:root" }
    sts-003 = { AWS = "*" }
  }
  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = each.value }]
  })
}
"""
SEEN_USER = """
resource "aws_iam_user" "MODE" {
  for_each             = local.paths
  name                 = "MODE-${each.key}"
  permissions_boundary = BOUNDARY
}

resource "aws_iam_user_policy" "MODE" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [FIRST] })
}

resource "aws_iam_group" "MODE" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "MODE-${each.key}"
}

resource "aws_iam_group_policy" "MODE" {
  for_each = aws_iam_group.MODE
  name     = "rest"
  group    = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.paths[each.key].rest, Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "MODE" {
  for_each = aws_iam_group.MODE
  user     = aws_iam_user.MODE[each.key].name
  groups   = [each.value.name]
}

resource "aws_iam_user_policy" "MODE_in_line" {
  for_each = { for id, path in local.paths : id => path if path.held == "in line" }
  name     = "shut"
  user     = aws_iam_user.MODE[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_user_policy_attachment" "MODE_attached" {
  for_each   = { for id, path in local.paths : id => path if path.held == "attached" }
  user       = aws_iam_user.MODE[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}
"""
OWN = """
locals {
  roles = %s
  groups = %s
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

# It leaves the principal the permission to take it away; where another thing holds the principal back it bounds nothing.
resource "aws_iam_policy" "loose" {
  for_each = merge(local.roles, local.groups)
  name     = "loose-${each.key}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = each.value.held == "boundary" ? ["s3:List*", each.value.first] : ["*"], Resource = "*"
  }] })
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = ["iam:PutRolePolicy", "iam:PutUserPolicy"], Resource = "*" }] })
}

%s"""
OWN_ROLE = """
resource "aws_iam_role" "MODE" {
  for_each             = local.roles
  name                 = "MODE-${each.key}"
  permissions_boundary = BOUNDARY
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "MODE" {
  for_each = local.roles
  name     = "first"
  role     = aws_iam_role.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [FIRST] })
}

resource "aws_iam_role_policy" "MODE_rest" {
  for_each = local.roles
  name     = "rest"
  role     = aws_iam_role.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_role_policy" "MODE_in_line" {
  for_each = { for id, path in local.roles : id => path if path.held == "in line" }
  name     = "shut"
  role     = aws_iam_role.MODE[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_role_policy_attachment" "MODE_attached" {
  for_each   = { for id, path in local.roles : id => path if path.held == "attached" }
  role       = aws_iam_role.MODE[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}
"""
OWN_USER = """
resource "aws_iam_user" "MODE" {
  for_each             = local.groups
  name                 = "MODE-${each.key}"
  permissions_boundary = BOUNDARY
}

resource "aws_iam_user_policy" "MODE" {
  for_each = local.groups
  name     = "first"
  user     = aws_iam_user.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [FIRST] })
}

resource "aws_iam_user_policy" "MODE_rest" {
  for_each = local.groups
  name     = "rest"
  user     = aws_iam_user.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_group" "MODE" {
  for_each = local.groups
  name     = "MODE-${each.key}"
}

resource "aws_iam_user_group_membership" "MODE" {
  for_each = local.groups
  user     = aws_iam_user.MODE[each.key].name
  groups   = [aws_iam_group.MODE[each.key].name]
}

resource "aws_iam_group_policy" "MODE_in_line" {
  for_each = { for id, path in local.groups : id => path if path.held == "in line" }
  name     = "shut"
  group    = aws_iam_group.MODE[each.key].name
  policy   = aws_iam_policy.shut.policy
}

resource "aws_iam_group_policy_attachment" "MODE_attached" {
  for_each   = { for id, path in local.groups : id => path if path.held == "attached" }
  group      = aws_iam_group.MODE[each.key].name
  policy_arn = aws_iam_policy.shut.arn
}
"""
PROFILED = {"iam-role-of-profile"}
PROFILE = """
locals {
  paths = %s
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

# An administrator that is in no profile.
resource "aws_iam_role" "target" {
  name               = "target"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "target" {
  role       = aws_iam_role.target.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

%s"""
PROFILE_ROLE = """
resource "aws_iam_role" "MODE" {
  for_each             = local.paths
  name                 = "MODE-${each.key}"
  permissions_boundary = BOUNDARY
  assume_role_policy   = aws_iam_role.target.assume_role_policy
}

resource "aws_iam_role_policy" "MODE" {
  for_each = local.paths
  name     = "first"
  role     = aws_iam_role.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [FIRST] })
}

resource "aws_iam_role_policy" "MODE_rest" {
  for_each = local.paths
  name     = "rest"
  role     = aws_iam_role.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_instance_profile" "MODE" {
  for_each = local.paths
  name     = "MODE-${each.key}"
  role     = aws_iam_role.MODE[each.key].name
}

resource "aws_instance" "MODE" {
  for_each             = local.paths
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.MODE[each.key].name
}
"""
OLDER = """
locals {
  paths = %s
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
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "%s", Resource = "*" }] })
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

%s"""
OLDER_USER = """
resource "aws_iam_user" "MODE" {
  for_each             = local.paths
  name                 = "MODE-${each.key}"
  permissions_boundary = BOUNDARY
}

resource "aws_iam_user_policy" "MODE" {
  for_each = local.paths
  name     = "first"
  user     = aws_iam_user.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [FIRST] })
}

resource "aws_iam_user_policy" "MODE_rest" {
  for_each = { for id, path in local.paths : id => path if length(path.rest) > 0 }
  name     = "rest"
  user     = aws_iam_user.MODE[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "MODE" {
  user       = aws_iam_user.MODE["iam-older-version"].name
  policy_arn = aws_iam_policy.narrowed["iam-older-version"].arn
}
"""
ALLOW = 'Effect = "Allow", Action = each.value.first, Resource = '
MODES = {
    "path": f'{{ {ALLOW}"*" }}',
    "denied": f'{{ {ALLOW}"*" }}, {{ Effect = "Deny", Action = each.value.first, Resource = "*" }}',
    "bounded": f'{{ {ALLOW}"*" }}',
    "elsewhere": f'{{ {ALLOW}"arn:aws:s3:::bucket" }}',
    "conditioned": f'{{ {ALLOW}"*", Condition = jsondecode(each.value.condition) }}',
}


def in_each_mode(principal):
    text = ""
    for mode, statements in MODES.items():
        boundary = "aws_iam_policy.ceiling.arn" if mode == "bounded" else "aws_iam_policy.loose[each.key].arn"
        text += principal.replace("MODE", mode).replace("BOUNDARY", boundary).replace("FIRST", statements).lstrip("\n") + "\n"
    return text


def own_paths(end):
    rows = [line.split("\t") for line in TABLE.read_text().splitlines()]
    for _, ident, _, _, _, first in (row for row in rows if row[0] == "D" and row[1].endswith(end) and row[1] not in (p[0] for p in paths) and row[1] not in OLD):
        known = ident.removesuffix(end)
        held = "boundary" if known in BOUNDED else "attached" if known in DETACHED else "in line"
        condition = json.dumps(json.dumps(narrowed([first])[1]))
        yield ident, f"{{ first = {json.dumps(first)}, held = {json.dumps(held)}, condition = {condition} }}"


def seen_paths():
    rows = [line.split("\t") for line in TABLE.read_text().splitlines()]
    for _, ident, _, _, _, actions in (row for row in rows if row[0] == "C" and row[1] not in SKIPPED):
        held = "boundary" if ident in BOUNDED else "attached" if ident in DETACHED else "in line" if ident in IN_LINE else ""
        first, *rest = actions.split(",")
        rest += ["iam:PutUserPolicy"] if held else []
        condition = json.dumps(json.dumps(narrowed([first])[1]))
        yield ident, f"{{ first = {json.dumps(first)}, rest = {json.dumps(rest)}, held = {json.dumps(held)}, condition = {condition} }}"


def paths_of(ids):
    rows = [line.split("\t") for line in TABLE.read_text().splitlines()]
    for _, ident, _, _, _, actions in (row for row in rows if row[1] in ids):
        first, *rest = actions.split(",")
        condition = json.dumps(json.dumps(narrowed([first])[1]))
        yield ident, f"{{ first = {json.dumps(first)}, rest = {json.dumps(rest)}, condition = {condition} }}"


def block(entries):
    return "{\n" + "".join(f"    {json.dumps(key)} = {value}\n" for key, value in entries) + "  }"


def write(name, text):
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.tf").write_text("# Written by scripts/escalation.py\n" + text.lstrip("\n"))


users = []
for ident, _, actions in paths:
    if ident not in ROLES:
        first, rest = split(actions)
        users.append((ident, f"{{ first = {json.dumps(first)}, rest = {json.dumps(rest)} }}"))
roles = [(ident, json.dumps(actions)) for ident, _, actions in paths if ident in ROLES]
every = [(ident, json.dumps(actions)) for ident, _, actions in paths]
write("found", FOUND % (block(users), block(roles)) + TARGETS)
conditions = [(ident, narrowed(actions)) for ident, _, actions in paths]
conditions = [(ident, f"{{ {json.dumps(action)} = {json.dumps(json.dumps(condition))} }}") for ident, (action, condition) in conditions]
write("taken", TAKEN % (block(every), block(conditions)) + TARGETS)
write("seen", SEEN % (block(seen_paths()), in_each_mode(SEEN_USER)))
write("own", OWN % (block(own_paths("-role")), block(own_paths("-group")), in_each_mode(OWN_ROLE) + in_each_mode(OWN_USER)))
for folder, action in (("older", "s3:ListAllMyBuckets"), ("older/before", "*")):
    write(folder, OLDER % (block(paths_of(OLD)), action, in_each_mode(OLDER_USER)))
write("profile", PROFILE % (block(paths_of(PROFILED)), in_each_mode(PROFILE_ROLE)))
