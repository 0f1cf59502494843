# Written by scripts/escalation.py
locals {
  users = {
    "apprunner-001" = ["iam:PassRole", "apprunner:CreateService"]
    "apprunner-002" = ["apprunner:UpdateService"]
    "bedrock-001" = ["iam:PassRole", "bedrock-agentcore:CreateCodeInterpreter", "bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"]
    "bedrock-002" = ["bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"]
    "cloudformation-001" = ["iam:PassRole", "cloudformation:CreateStack"]
    "cloudformation-002" = ["cloudformation:UpdateStack"]
    "cloudformation-003" = ["iam:PassRole", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"]
    "cloudformation-004" = ["iam:PassRole", "cloudformation:UpdateStackSet"]
    "cloudformation-005" = ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"]
    "codebuild-001" = ["iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"]
    "codebuild-002" = ["codebuild:StartBuild"]
    "codebuild-003" = ["codebuild:StartBuildBatch"]
    "codebuild-004" = ["iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuildBatch"]
    "datapipeline-001" = ["iam:PassRole", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline"]
    "ec2instanceconnect-003" = ["ec2-instance-connect:SendSSHPublicKey", "ec2:DescribeInstances"]
    "ec2-001" = ["iam:PassRole", "ec2:RunInstances"]
    "ec2-002" = ["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"]
    "ec2-003" = ["iam:PassRole", "ec2:RequestSpotInstances"]
    "ec2-004" = ["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"]
    "ecs-001" = ["iam:PassRole", "ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:CreateService"]
    "ecs-002" = ["iam:PassRole", "ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:RunTask"]
    "ecs-003" = ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:CreateService"]
    "ecs-004" = ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"]
    "ecs-005" = ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:StartTask"]
    "glue-001" = ["iam:PassRole", "glue:CreateDevEndpoint"]
    "glue-002" = ["glue:UpdateDevEndpoint"]
    "glue-003" = ["iam:PassRole", "glue:CreateJob", "glue:StartJobRun"]
    "glue-004" = ["iam:PassRole", "glue:CreateJob", "glue:CreateTrigger"]
    "glue-005" = ["iam:PassRole", "glue:UpdateJob", "glue:StartJobRun"]
    "glue-006" = ["iam:PassRole", "glue:UpdateJob", "glue:CreateTrigger"]
    "iam-001" = ["iam:CreatePolicyVersion"]
    "iam-002" = ["iam:CreateAccessKey"]
    "iam-003" = ["iam:CreateAccessKey", "iam:DeleteAccessKey"]
    "iam-004" = ["iam:CreateLoginProfile"]
    "iam-005" = ["iam:PutRolePolicy"]
    "iam-006" = ["iam:UpdateLoginProfile"]
    "iam-007" = ["iam:PutUserPolicy"]
    "iam-008" = ["iam:AttachUserPolicy"]
    "iam-009" = ["iam:AttachRolePolicy"]
    "iam-010" = ["iam:AttachGroupPolicy"]
    "iam-011" = ["iam:PutGroupPolicy"]
    "iam-012" = ["iam:UpdateAssumeRolePolicy"]
    "iam-013" = ["iam:AddUserToGroup"]
    "iam-014" = ["iam:AttachRolePolicy", "sts:AssumeRole"]
    "iam-015" = ["iam:AttachUserPolicy", "iam:CreateAccessKey"]
    "iam-016" = ["iam:CreatePolicyVersion", "sts:AssumeRole"]
    "iam-017" = ["iam:PutRolePolicy", "sts:AssumeRole"]
    "iam-018" = ["iam:PutUserPolicy", "iam:CreateAccessKey"]
    "iam-019" = ["iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"]
    "iam-020" = ["iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy"]
    "iam-021" = ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"]
    "lambda-001" = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
    "lambda-002" = ["iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"]
    "lambda-003" = ["lambda:UpdateFunctionCode"]
    "lambda-004" = ["lambda:UpdateFunctionCode", "lambda:InvokeFunction"]
    "lambda-005" = ["lambda:UpdateFunctionCode", "lambda:AddPermission"]
    "lambda-006" = ["iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"]
    "sagemaker-001" = ["iam:PassRole", "sagemaker:CreateNotebookInstance"]
    "sagemaker-002" = ["iam:PassRole", "sagemaker:CreateTrainingJob"]
    "sagemaker-003" = ["iam:PassRole", "sagemaker:CreateProcessingJob"]
    "sagemaker-004" = ["sagemaker:CreatePresignedNotebookInstanceUrl"]
    "sagemaker-005" = ["sagemaker:CreateNotebookInstanceLifecycleConfig", "sagemaker:StopNotebookInstance", "sagemaker:UpdateNotebookInstance", "sagemaker:StartNotebookInstance"]
    "ssm-001" = ["ssm:StartSession"]
    "ssm-002" = ["ssm:SendCommand"]
    "sts-001" = ["sts:AssumeRole"]
    "amplify-001" = ["iam:PassRole", "amplify:CreateApp", "amplify:CreateBranch", "amplify:StartJob"]
    "batch-001" = ["iam:PassRole", "batch:RegisterJobDefinition", "batch:SubmitJob"]
    "batch-002" = ["batch:SubmitJob"]
    "batch-003" = ["iam:PassRole", "batch:CreateComputeEnvironment", "batch:CreateJobQueue", "batch:RegisterJobDefinition", "batch:SubmitJob"]
    "bedrock-003" = ["iam:PassRole", "bedrock-agentcore:CreateAgentRuntime", "bedrock-agentcore:CreateAgentRuntimeEndpoint", "bedrock-agentcore:CreateWorkloadIdentity", "bedrock-agentcore:InvokeAgentRuntimeCommand"]
    "bedrock-004" = ["bedrock-agentcore:InvokeAgentRuntimeCommand"]
    "bedrock-005" = ["iam:PassRole", "bedrock-agentcore:CreateHarness", "bedrock-agentcore:CreateAgentRuntime", "bedrock-agentcore:CreateAgentRuntimeEndpoint", "bedrock-agentcore:CreateWorkloadIdentity", "bedrock-agentcore:GetAgentRuntime", "bedrock-agentcore:InvokeAgentRuntimeCommand"]
    "bedrock-006" = ["iam:PassRole", "bedrock-agentcore:CreateBrowser", "bedrock-agentcore:StartBrowserSession", "bedrock-agentcore:ConnectBrowserAutomationStream"]
    "bedrock-007" = ["bedrock-agentcore:StartBrowserSession", "bedrock-agentcore:ConnectBrowserAutomationStream"]
    "braket-001" = ["iam:PassRole", "braket:CreateJob"]
    "codedeploy-001" = ["codedeploy:CreateDeployment", "codedeploy:RegisterApplicationRevision", "codedeploy:GetDeploymentConfig"]
    "cognitoidentity-001" = ["iam:PassRole", "cognito-identity:SetIdentityPoolRoles"]
    "ec2-005" = ["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"]
    "ecs-006" = ["ecs:ExecuteCommand", "ecs:DescribeTasks"]
    "ecs-007" = ["iam:PassRole", "ecs:StartTask", "ecs:RegisterContainerInstance"]
    "ecs-008" = ["iam:PassRole", "ecs:RunTask"]
    "ecs-009" = ["iam:PassRole", "ecs:StartTask"]
    "emr-001" = ["iam:PassRole", "elasticmapreduce:RunJobFlow"]
    "emrserverless-001" = ["iam:PassRole", "emr-serverless:CreateApplication", "emr-serverless:StartJobRun"]
    "gamelift-001" = ["iam:PassRole", "gamelift:CreateBuild", "gamelift:CreateFleet", "gamelift:RequestUploadCredentials"]
    "glue-007" = ["iam:PassRole", "glue:CreateSession", "glue:RunStatement"]
    "imagebuilder-001" = ["iam:PassRole", "imagebuilder:CreateComponent", "imagebuilder:CreateImageRecipe", "imagebuilder:CreateInfrastructureConfiguration", "imagebuilder:CreateImage"]
    "kinesisanalytics-001" = ["iam:PassRole", "kinesisanalytics:CreateApplication", "kinesisanalytics:StartApplication"]
    "omics-001" = ["iam:PassRole", "omics:CreateWorkflow", "omics:StartRun", "s3:GetObject"]
    "scheduler-001" = ["iam:PassRole", "scheduler:CreateSchedule"]
    "ssm-003" = ["iam:PassRole", "ssm:CreateDocument", "ssm:StartAutomationExecution"]
    "stepfunctions-001" = ["iam:PassRole", "states:CreateStateMachine", "states:StartExecution"]
    "stepfunctions-002" = ["states:UpdateStateMachine", "states:StartExecution"]
    "iam-create-role" = ["iam:CreateRole", "iam:AttachRolePolicy"]
    "iam-create-role-inline" = ["iam:CreateRole", "iam:PutRolePolicy"]
    "iam-create-user" = ["iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey"]
    "iam-create-user-inline" = ["iam:CreateUser", "iam:PutUserPolicy", "iam:CreateAccessKey"]
    "iam-create-user-console" = ["iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateLoginProfile"]
    "iam-create-user-inline-console" = ["iam:CreateUser", "iam:PutUserPolicy", "iam:CreateLoginProfile"]
    "iam-create-user-group" = ["iam:CreateUser", "iam:AddUserToGroup", "iam:CreateAccessKey"]
    "iam-create-user-group-console" = ["iam:CreateUser", "iam:AddUserToGroup", "iam:CreateLoginProfile"]
    "iam-create-group" = ["iam:CreateGroup", "iam:AttachGroupPolicy", "iam:AddUserToGroup"]
    "iam-create-group-inline" = ["iam:CreateGroup", "iam:PutGroupPolicy", "iam:AddUserToGroup"]
    "ecs-update-service" = ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:UpdateService"]
    "lambda-update-function" = ["iam:PassRole", "lambda:UpdateFunctionConfiguration", "lambda:UpdateFunctionCode"]
    "codebuild-update-project" = ["iam:PassRole", "codebuild:UpdateProject", "codebuild:StartBuild"]
    "stepfunctions-update-machine" = ["iam:PassRole", "states:UpdateStateMachine", "states:StartExecution"]
    "scheduler-update-schedule" = ["iam:PassRole", "scheduler:UpdateSchedule"]
    "cloudformation-change-set" = ["iam:PassRole", "cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"]
    "cloudformation-update-stack" = ["iam:PassRole", "cloudformation:UpdateStack"]
    "ec2-associate-profile" = ["iam:PassRole", "ec2:AssociateIamInstanceProfile"]
    "ec2-replace-profile" = ["iam:PassRole", "ec2:ReplaceIamInstanceProfileAssociation"]
    "autoscaling-create-group" = ["iam:PassRole", "autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"]
    "autoscaling-update-group" = ["iam:PassRole", "autoscaling:CreateLaunchConfiguration", "autoscaling:UpdateAutoScalingGroup"]
    "ssm-create-association" = ["ssm:CreateAssociation"]
    "ec2-send-ssh-key" = ["ec2-instance-connect:SendSSHPublicKey"]
    "eks-pod-identity" = ["iam:PassRole", "eks:CreatePodIdentityAssociation", "eks:CreateAccessEntry", "eks:AssociateAccessPolicy"]
    "eks-update-pod-identity" = ["iam:PassRole", "eks:UpdatePodIdentityAssociation", "eks:CreateAccessEntry", "eks:AssociateAccessPolicy"]
    "lambda-update-layers" = ["lambda:UpdateFunctionConfiguration", "lambda:GetLayerVersion"]
  }
  narrowed = {
    "apprunner-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "apprunner-002" = { "apprunner:UpdateService" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "bedrock-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "bedrock-002" = { "bedrock-agentcore:StartCodeInterpreterSession" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "cloudformation-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "cloudformation-002" = { "cloudformation:UpdateStack" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "cloudformation-003" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "cloudformation-004" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "cloudformation-005" = { "cloudformation:CreateChangeSet" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "codebuild-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "codebuild-002" = { "codebuild:StartBuild" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "codebuild-003" = { "codebuild:StartBuildBatch" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "codebuild-004" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "datapipeline-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ec2instanceconnect-003" = { "ec2-instance-connect:SendSSHPublicKey" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ec2-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ec2-002" = { "ec2:ModifyInstanceAttribute" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ec2-003" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ec2-004" = { "ec2:CreateLaunchTemplateVersion" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ecs-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ecs-002" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ecs-003" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ecs-004" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ecs-005" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "glue-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "glue-002" = { "glue:UpdateDevEndpoint" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "glue-003" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "glue-004" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "glue-005" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "glue-006" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "iam-001" = { "iam:CreatePolicyVersion" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-002" = { "iam:CreateAccessKey" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-003" = { "iam:CreateAccessKey" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-004" = { "iam:CreateLoginProfile" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-005" = { "iam:PutRolePolicy" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-006" = { "iam:UpdateLoginProfile" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-007" = { "iam:PutUserPolicy" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-008" = { "iam:AttachUserPolicy" = "{\"ArnEquals\": {\"iam:PolicyARN\": \"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\"}}" }
    "iam-009" = { "iam:AttachRolePolicy" = "{\"ArnEquals\": {\"iam:PolicyARN\": \"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\"}}" }
    "iam-010" = { "iam:AttachGroupPolicy" = "{\"ArnEquals\": {\"iam:PolicyARN\": \"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\"}}" }
    "iam-011" = { "iam:PutGroupPolicy" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-012" = { "iam:UpdateAssumeRolePolicy" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-013" = { "iam:AddUserToGroup" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-014" = { "iam:AttachRolePolicy" = "{\"ArnEquals\": {\"iam:PolicyARN\": \"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\"}}" }
    "iam-015" = { "iam:AttachUserPolicy" = "{\"ArnEquals\": {\"iam:PolicyARN\": \"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\"}}" }
    "iam-016" = { "iam:CreatePolicyVersion" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-017" = { "iam:PutRolePolicy" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-018" = { "iam:PutUserPolicy" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-019" = { "iam:AttachRolePolicy" = "{\"ArnEquals\": {\"iam:PolicyARN\": \"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\"}}" }
    "iam-020" = { "iam:CreatePolicyVersion" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-021" = { "iam:PutRolePolicy" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "lambda-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "lambda-002" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "lambda-003" = { "lambda:UpdateFunctionCode" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "lambda-004" = { "lambda:UpdateFunctionCode" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "lambda-005" = { "lambda:UpdateFunctionCode" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "lambda-006" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "sagemaker-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "sagemaker-002" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "sagemaker-003" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "sagemaker-004" = { "sagemaker:CreatePresignedNotebookInstanceUrl" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "sagemaker-005" = { "sagemaker:CreateNotebookInstanceLifecycleConfig" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ssm-001" = { "ssm:StartSession" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ssm-002" = { "ssm:SendCommand" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "sts-001" = { "sts:AssumeRole" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "amplify-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "batch-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "batch-002" = { "batch:SubmitJob" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "batch-003" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "bedrock-003" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "bedrock-004" = { "bedrock-agentcore:InvokeAgentRuntimeCommand" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "bedrock-005" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "bedrock-006" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "bedrock-007" = { "bedrock-agentcore:StartBrowserSession" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "braket-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "codedeploy-001" = { "codedeploy:CreateDeployment" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "cognitoidentity-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ec2-005" = { "ec2:CreateLaunchTemplateVersion" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ecs-006" = { "ecs:ExecuteCommand" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ecs-007" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ecs-008" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ecs-009" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "emr-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "emrserverless-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "gamelift-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "glue-007" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "imagebuilder-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "kinesisanalytics-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "omics-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "scheduler-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ssm-003" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "stepfunctions-001" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "stepfunctions-002" = { "states:UpdateStateMachine" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "iam-create-role" = { "iam:CreateRole" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-create-role-inline" = { "iam:CreateRole" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-create-user" = { "iam:CreateUser" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-create-user-inline" = { "iam:CreateUser" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-create-user-console" = { "iam:CreateUser" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-create-user-inline-console" = { "iam:CreateUser" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-create-user-group" = { "iam:CreateUser" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-create-user-group-console" = { "iam:CreateUser" = "{\"StringEquals\": {\"iam:PermissionsBoundary\": \"arn:aws:iam::123456789012:policy/ceiling\"}}" }
    "iam-create-group" = { "iam:AttachGroupPolicy" = "{\"ArnEquals\": {\"iam:PolicyARN\": \"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\"}}" }
    "iam-create-group-inline" = { "iam:CreateGroup" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ecs-update-service" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "lambda-update-function" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "codebuild-update-project" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "stepfunctions-update-machine" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "scheduler-update-schedule" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "cloudformation-change-set" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "cloudformation-update-stack" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ec2-associate-profile" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ec2-replace-profile" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "autoscaling-create-group" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "autoscaling-update-group" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "ssm-create-association" = { "ssm:CreateAssociation" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "ec2-send-ssh-key" = { "ec2-instance-connect:SendSSHPublicKey" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
    "eks-pod-identity" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "eks-update-pod-identity" = { "iam:PassRole" = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
    "lambda-update-layers" = { "lambda:UpdateFunctionConfiguration" = "{\"StringEquals\": {\"aws:ResourceTag/team\": \"sandbox\"}}" }
  }
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
