# Written by scripts/escalation.py
locals {
  users = {
    "apprunner-001" = { first = ["iam:PassRole"], rest = ["apprunner:CreateService"] }
    "apprunner-002" = { first = ["apprunner:UpdateService"], rest = [] }
    "bedrock-001" = { first = ["iam:PassRole", "bedrock-agentcore:CreateCodeInterpreter"], rest = ["bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"] }
    "bedrock-002" = { first = ["bedrock-agentcore:StartCodeInterpreterSession"], rest = ["bedrock-agentcore:InvokeCodeInterpreter"] }
    "cloudformation-001" = { first = ["iam:PassRole"], rest = ["cloudformation:CreateStack"] }
    "cloudformation-002" = { first = ["cloudformation:UpdateStack"], rest = [] }
    "cloudformation-003" = { first = ["iam:PassRole"], rest = ["cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"] }
    "cloudformation-004" = { first = ["iam:PassRole"], rest = ["cloudformation:UpdateStackSet"] }
    "cloudformation-005" = { first = ["cloudformation:CreateChangeSet"], rest = ["cloudformation:ExecuteChangeSet"] }
    "codebuild-001" = { first = ["iam:PassRole"], rest = ["codebuild:CreateProject", "codebuild:StartBuild"] }
    "codebuild-002" = { first = ["codebuild:StartBuild"], rest = [] }
    "codebuild-003" = { first = ["codebuild:StartBuildBatch"], rest = [] }
    "codebuild-004" = { first = ["iam:PassRole"], rest = ["codebuild:CreateProject", "codebuild:StartBuildBatch"] }
    "datapipeline-001" = { first = ["iam:PassRole", "datapipeline:CreatePipeline"], rest = ["datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline"] }
    "ec2instanceconnect-003" = { first = ["ec2-instance-connect:SendSSHPublicKey"], rest = ["ec2:DescribeInstances"] }
    "ec2-001" = { first = ["iam:PassRole"], rest = ["ec2:RunInstances"] }
    "ec2-002" = { first = ["ec2:ModifyInstanceAttribute"], rest = ["ec2:StopInstances", "ec2:StartInstances"] }
    "ec2-003" = { first = ["iam:PassRole"], rest = ["ec2:RequestSpotInstances"] }
    "ec2-004" = { first = ["ec2:CreateLaunchTemplateVersion"], rest = ["ec2:ModifyLaunchTemplate"] }
    "ecs-001" = { first = ["iam:PassRole", "ecs:CreateCluster"], rest = ["ecs:RegisterTaskDefinition", "ecs:CreateService"] }
    "ecs-002" = { first = ["iam:PassRole", "ecs:CreateCluster"], rest = ["ecs:RegisterTaskDefinition", "ecs:RunTask"] }
    "ecs-003" = { first = ["iam:PassRole"], rest = ["ecs:RegisterTaskDefinition", "ecs:CreateService"] }
    "ecs-004" = { first = ["iam:PassRole"], rest = ["ecs:RegisterTaskDefinition", "ecs:RunTask"] }
    "ecs-005" = { first = ["iam:PassRole"], rest = ["ecs:RegisterTaskDefinition", "ecs:StartTask"] }
    "glue-001" = { first = ["iam:PassRole"], rest = ["glue:CreateDevEndpoint"] }
    "glue-002" = { first = ["glue:UpdateDevEndpoint"], rest = [] }
    "glue-003" = { first = ["iam:PassRole"], rest = ["glue:CreateJob", "glue:StartJobRun"] }
    "glue-004" = { first = ["iam:PassRole"], rest = ["glue:CreateJob", "glue:CreateTrigger"] }
    "glue-005" = { first = ["iam:PassRole"], rest = ["glue:UpdateJob", "glue:StartJobRun"] }
    "glue-006" = { first = ["iam:PassRole"], rest = ["glue:UpdateJob", "glue:CreateTrigger"] }
    "iam-001" = { first = ["iam:CreatePolicyVersion"], rest = [] }
    "iam-002" = { first = ["iam:CreateAccessKey"], rest = [] }
    "iam-003" = { first = ["iam:CreateAccessKey"], rest = ["iam:DeleteAccessKey"] }
    "iam-004" = { first = ["iam:CreateLoginProfile"], rest = [] }
    "iam-006" = { first = ["iam:UpdateLoginProfile"], rest = [] }
    "iam-007" = { first = ["iam:PutUserPolicy"], rest = [] }
    "iam-008" = { first = ["iam:AttachUserPolicy"], rest = [] }
    "iam-010" = { first = ["iam:AttachGroupPolicy"], rest = [] }
    "iam-011" = { first = ["iam:PutGroupPolicy"], rest = [] }
    "iam-012" = { first = ["iam:UpdateAssumeRolePolicy"], rest = [] }
    "iam-013" = { first = ["iam:AddUserToGroup"], rest = [] }
    "iam-014" = { first = ["iam:AttachRolePolicy"], rest = ["sts:AssumeRole"] }
    "iam-015" = { first = ["iam:AttachUserPolicy"], rest = ["iam:CreateAccessKey"] }
    "iam-016" = { first = ["iam:CreatePolicyVersion"], rest = ["sts:AssumeRole"] }
    "iam-017" = { first = ["iam:PutRolePolicy"], rest = ["sts:AssumeRole"] }
    "iam-018" = { first = ["iam:PutUserPolicy"], rest = ["iam:CreateAccessKey"] }
    "iam-019" = { first = ["iam:AttachRolePolicy"], rest = ["iam:UpdateAssumeRolePolicy"] }
    "iam-020" = { first = ["iam:CreatePolicyVersion"], rest = ["iam:UpdateAssumeRolePolicy"] }
    "iam-021" = { first = ["iam:PutRolePolicy"], rest = ["iam:UpdateAssumeRolePolicy"] }
    "lambda-001" = { first = ["iam:PassRole"], rest = ["lambda:CreateFunction", "lambda:InvokeFunction"] }
    "lambda-002" = { first = ["iam:PassRole"], rest = ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"] }
    "lambda-003" = { first = ["lambda:UpdateFunctionCode"], rest = [] }
    "lambda-004" = { first = ["lambda:UpdateFunctionCode"], rest = ["lambda:InvokeFunction"] }
    "lambda-005" = { first = ["lambda:UpdateFunctionCode"], rest = ["lambda:AddPermission"] }
    "lambda-006" = { first = ["iam:PassRole"], rest = ["lambda:CreateFunction", "lambda:AddPermission"] }
    "sagemaker-001" = { first = ["iam:PassRole"], rest = ["sagemaker:CreateNotebookInstance"] }
    "sagemaker-002" = { first = ["iam:PassRole"], rest = ["sagemaker:CreateTrainingJob"] }
    "sagemaker-003" = { first = ["iam:PassRole"], rest = ["sagemaker:CreateProcessingJob"] }
    "sagemaker-004" = { first = ["sagemaker:CreatePresignedNotebookInstanceUrl"], rest = [] }
    "sagemaker-005" = { first = ["sagemaker:CreateNotebookInstanceLifecycleConfig", "sagemaker:StopNotebookInstance"], rest = ["sagemaker:UpdateNotebookInstance", "sagemaker:StartNotebookInstance"] }
    "ssm-001" = { first = ["ssm:StartSession"], rest = [] }
    "ssm-002" = { first = ["ssm:SendCommand"], rest = [] }
    "sts-001" = { first = ["sts:AssumeRole"], rest = [] }
    "amplify-001" = { first = ["iam:PassRole", "amplify:CreateApp"], rest = ["amplify:CreateBranch", "amplify:StartJob"] }
    "batch-001" = { first = ["iam:PassRole"], rest = ["batch:RegisterJobDefinition", "batch:SubmitJob"] }
    "batch-002" = { first = ["batch:SubmitJob"], rest = [] }
    "batch-003" = { first = ["iam:PassRole", "batch:CreateComputeEnvironment"], rest = ["batch:CreateJobQueue", "batch:RegisterJobDefinition", "batch:SubmitJob"] }
    "bedrock-003" = { first = ["iam:PassRole", "bedrock-agentcore:CreateAgentRuntime"], rest = ["bedrock-agentcore:CreateAgentRuntimeEndpoint", "bedrock-agentcore:CreateWorkloadIdentity", "bedrock-agentcore:InvokeAgentRuntimeCommand"] }
    "bedrock-004" = { first = ["bedrock-agentcore:InvokeAgentRuntimeCommand"], rest = [] }
    "bedrock-005" = { first = ["iam:PassRole", "bedrock-agentcore:CreateHarness", "bedrock-agentcore:CreateAgentRuntime"], rest = ["bedrock-agentcore:CreateAgentRuntimeEndpoint", "bedrock-agentcore:CreateWorkloadIdentity", "bedrock-agentcore:GetAgentRuntime", "bedrock-agentcore:InvokeAgentRuntimeCommand"] }
    "bedrock-006" = { first = ["iam:PassRole", "bedrock-agentcore:CreateBrowser"], rest = ["bedrock-agentcore:StartBrowserSession", "bedrock-agentcore:ConnectBrowserAutomationStream"] }
    "bedrock-007" = { first = ["bedrock-agentcore:StartBrowserSession"], rest = ["bedrock-agentcore:ConnectBrowserAutomationStream"] }
    "braket-001" = { first = ["iam:PassRole"], rest = ["braket:CreateJob"] }
    "codedeploy-001" = { first = ["codedeploy:CreateDeployment"], rest = ["codedeploy:RegisterApplicationRevision", "codedeploy:GetDeploymentConfig"] }
    "cognitoidentity-001" = { first = ["iam:PassRole"], rest = ["cognito-identity:SetIdentityPoolRoles"] }
    "ec2-005" = { first = ["ec2:CreateLaunchTemplateVersion"], rest = ["ec2:ModifyLaunchTemplate"] }
    "ecs-006" = { first = ["ecs:ExecuteCommand"], rest = ["ecs:DescribeTasks"] }
    "ecs-007" = { first = ["iam:PassRole"], rest = ["ecs:StartTask", "ecs:RegisterContainerInstance"] }
    "ecs-008" = { first = ["iam:PassRole"], rest = ["ecs:RunTask"] }
    "ecs-009" = { first = ["iam:PassRole"], rest = ["ecs:StartTask"] }
    "emr-001" = { first = ["iam:PassRole"], rest = ["elasticmapreduce:RunJobFlow"] }
    "emrserverless-001" = { first = ["iam:PassRole"], rest = ["emr-serverless:CreateApplication", "emr-serverless:StartJobRun"] }
    "gamelift-001" = { first = ["iam:PassRole", "gamelift:CreateBuild"], rest = ["gamelift:CreateFleet", "gamelift:RequestUploadCredentials"] }
    "glue-007" = { first = ["iam:PassRole"], rest = ["glue:CreateSession", "glue:RunStatement"] }
    "imagebuilder-001" = { first = ["iam:PassRole", "imagebuilder:CreateComponent"], rest = ["imagebuilder:CreateImageRecipe", "imagebuilder:CreateInfrastructureConfiguration", "imagebuilder:CreateImage"] }
    "kinesisanalytics-001" = { first = ["iam:PassRole"], rest = ["kinesisanalytics:CreateApplication", "kinesisanalytics:StartApplication"] }
    "omics-001" = { first = ["iam:PassRole", "omics:CreateWorkflow"], rest = ["omics:StartRun", "s3:GetObject"] }
    "scheduler-001" = { first = ["iam:PassRole"], rest = ["scheduler:CreateSchedule"] }
    "ssm-003" = { first = ["iam:PassRole"], rest = ["ssm:CreateDocument", "ssm:StartAutomationExecution"] }
    "stepfunctions-001" = { first = ["iam:PassRole"], rest = ["states:CreateStateMachine", "states:StartExecution"] }
    "stepfunctions-002" = { first = ["states:UpdateStateMachine"], rest = ["states:StartExecution"] }
    "iam-create-role" = { first = ["iam:CreateRole"], rest = ["iam:AttachRolePolicy"] }
    "iam-create-role-inline" = { first = ["iam:CreateRole"], rest = ["iam:PutRolePolicy"] }
    "iam-create-user" = { first = ["iam:CreateUser"], rest = ["iam:AttachUserPolicy", "iam:CreateAccessKey"] }
    "iam-create-user-inline" = { first = ["iam:CreateUser"], rest = ["iam:PutUserPolicy", "iam:CreateAccessKey"] }
    "iam-create-user-console" = { first = ["iam:CreateUser"], rest = ["iam:AttachUserPolicy", "iam:CreateLoginProfile"] }
    "iam-create-user-inline-console" = { first = ["iam:CreateUser"], rest = ["iam:PutUserPolicy", "iam:CreateLoginProfile"] }
    "iam-create-user-group" = { first = ["iam:CreateUser"], rest = ["iam:AddUserToGroup", "iam:CreateAccessKey"] }
    "iam-create-user-group-console" = { first = ["iam:CreateUser"], rest = ["iam:AddUserToGroup", "iam:CreateLoginProfile"] }
    "iam-create-group" = { first = ["iam:CreateGroup"], rest = ["iam:AttachGroupPolicy", "iam:AddUserToGroup"] }
    "iam-create-group-inline" = { first = ["iam:CreateGroup"], rest = ["iam:PutGroupPolicy", "iam:AddUserToGroup"] }
    "ecs-update-service" = { first = ["iam:PassRole"], rest = ["ecs:RegisterTaskDefinition", "ecs:UpdateService"] }
    "lambda-update-function" = { first = ["iam:PassRole"], rest = ["lambda:UpdateFunctionConfiguration", "lambda:UpdateFunctionCode"] }
    "codebuild-update-project" = { first = ["iam:PassRole"], rest = ["codebuild:UpdateProject", "codebuild:StartBuild"] }
    "stepfunctions-update-machine" = { first = ["iam:PassRole"], rest = ["states:UpdateStateMachine", "states:StartExecution"] }
    "scheduler-update-schedule" = { first = ["iam:PassRole"], rest = ["scheduler:UpdateSchedule"] }
    "cloudformation-change-set" = { first = ["iam:PassRole"], rest = ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"] }
    "cloudformation-update-stack" = { first = ["iam:PassRole"], rest = ["cloudformation:UpdateStack"] }
    "ec2-associate-profile" = { first = ["iam:PassRole"], rest = ["ec2:AssociateIamInstanceProfile"] }
    "ec2-replace-profile" = { first = ["iam:PassRole"], rest = ["ec2:ReplaceIamInstanceProfileAssociation"] }
    "autoscaling-create-group" = { first = ["iam:PassRole"], rest = ["autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"] }
    "autoscaling-update-group" = { first = ["iam:PassRole"], rest = ["autoscaling:CreateLaunchConfiguration", "autoscaling:UpdateAutoScalingGroup"] }
    "ssm-create-association" = { first = ["ssm:CreateAssociation"], rest = [] }
    "ec2-send-ssh-key" = { first = ["ec2-instance-connect:SendSSHPublicKey"], rest = [] }
    "eks-pod-identity" = { first = ["iam:PassRole", "eks:CreatePodIdentityAssociation"], rest = ["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"] }
    "eks-update-pod-identity" = { first = ["iam:PassRole", "eks:UpdatePodIdentityAssociation"], rest = ["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"] }
    "lambda-update-layers" = { first = ["lambda:UpdateFunctionConfiguration"], rest = ["lambda:GetLayerVersion"] }
  }
  roles = {
    "iam-005" = ["iam:PutRolePolicy"]
    "iam-009" = ["iam:AttachRolePolicy"]
  }
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

data "aws_caller_identity" "me" {}

# An administrator of every kind.
resource "aws_iam_role" "target" {
  name = "target"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["amplify.amazonaws.com", "bedrock-agentcore.amazonaws.com", "braket.amazonaws.com", "cloudformation.amazonaws.com", "codebuild.amazonaws.com", "cognito-identity.amazonaws.com", "datapipeline.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "elasticmapreduce.amazonaws.com", "emr-serverless.amazonaws.com", "gamelift.amazonaws.com", "glue.amazonaws.com", "kinesisanalytics.amazonaws.com", "lambda.amazonaws.com", "omics.amazonaws.com", "pods.eks.amazonaws.com", "sagemaker.amazonaws.com", "scheduler.amazonaws.com", "ssm.amazonaws.com", "states.amazonaws.com", "tasks.apprunner.amazonaws.com"], AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
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
