# Stacks, the Cloud Control API and applications: what the plan holds of what they make.

# Who wrote the template may make any role, and what it is is seen at apply.
resource "aws_cloudformation_stack" "deny_partner" {
  name         = "partner"
  template_url = "https://partner.s3.amazonaws.com/role.yaml"
  capabilities = ["CAPABILITY_AUTO_EXPAND", "CAPABILITY_NAMED_IAM"]
}

resource "aws_cloudformation_stack_set" "deny_everywhere" {
  name             = "everywhere"
  permission_model = "SERVICE_MANAGED"
  template_url     = "https://partner.s3.amazonaws.com/role.yaml"
  capabilities     = ["CAPABILITY_IAM"]

  auto_deployment {
    enabled = true
  }
}

resource "aws_serverlessapplicationrepository_cloudformation_stack" "deny_application" {
  name             = "rotation"
  application_id   = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser"
  semantic_version = "1.1.60"
  capabilities     = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]

  parameters = {
    functionName = "rotation"
    endpoint     = "https://secretsmanager.us-east-1.amazonaws.com"
  }
}

# Without that right it may still make a bucket.
resource "aws_cloudformation_stack" "unknown_elsewhere" {
  name         = "elsewhere"
  template_url = "https://partner.s3.amazonaws.com/queue.yaml"
}

resource "aws_cloudformation_stack" "unknown_bucket" {
  name = "bucket"
  template_body = jsonencode({
    Resources = {
      Data  = { Type = "AWS::S3::Bucket", Properties = { AccessControl = "PublicRead" } }
      Alarm = { Type = "AWS::CloudWatch::Alarm" }
    }
  })
}

resource "aws_cloudformation_stack" "pass_rule" {
  name = "rule"
  template_body = jsonencode({
    Resources = { Rule = { Type = "AWS::Events::Rule", Properties = { ScheduleExpression = "rate(1 day)" } } }
  })
}

# All that is judged of a role in Terraform is judged of this one.
resource "aws_cloudformation_stack" "pass_role" {
  name          = "role"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    AWSTemplateFormatVersion: 2010-09-09
    Parameters:
      Bucket:
        Type: String
    Resources:
      Reader:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: {Service: lambda.amazonaws.com}
                Action: sts:AssumeRole
          ManagedPolicyArns:
            - !Sub arn:$${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
          Policies:
            - PolicyName: read
              PolicyDocument:
                Version: 2012-10-17
                Statement:
                  - Effect: Allow
                    Action: s3:GetObject
                    Resource: !Sub arn:aws:s3:::$${Bucket}/*
  YAML
}

# Which policy it attaches is a parameter.
resource "aws_cloudformation_stack" "unknown_attached" {
  name          = "attached"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Parameters:
      Policy:
        Type: String
    Resources:
      Reader:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: {Service: lambda.amazonaws.com}
                Action: sts:AssumeRole
          ManagedPolicyArns:
            - !Ref Policy
  YAML
}

# A macro of the account may make anything of it.
resource "aws_cloudformation_stack" "unknown_macro" {
  name          = "macro"
  template_body = <<-YAML
    Transform: [AWS::LanguageExtensions, Company::Defaults]
    Resources:
      Rule:
        Type: AWS::Events::Rule
  YAML
}

resource "aws_cloudformation_stack" "pass_loop" {
  name          = "loop"
  template_body = <<-YAML
    Transform: AWS::LanguageExtensions
    Resources:
      Fn::ForEach::Rules:
        - Name
        - [a, b]
        - Rule$${Name}:
            Type: AWS::Events::Rule
  YAML
}

resource "aws_cloudformation_stack" "unknown_loop" {
  name          = "buckets"
  template_body = <<-YAML
    Transform: AWS::LanguageExtensions
    Resources:
      Fn::ForEach::Buckets:
        - Name
        - [a, b]
        - Bucket$${Name}:
            Type: AWS::S3::Bucket
  YAML
}

resource "aws_cloudformation_stack" "unknown_nested" {
  name          = "nested"
  template_body = <<-YAML
    Resources:
      Inner:
        Type: AWS::CloudFormation::Stack
        Properties:
          TemplateURL: https://partner.s3.amazonaws.com/inner.yaml
  YAML
}

# The text waits for another resource, and a plan does not show what stands around it.
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_cloudformation_stack" "unknown_text" {
  name = "text"
  template_body = jsonencode({
    Resources = {
      Rule = {
        Type = "AWS::Events::Rule"
        Properties = {
          ScheduleExpression = "rate(1 day)"
          Targets            = [{ Id = "orders", Arn = aws_sqs_queue.orders.arn }]
        }
      }
    }
  })
}

resource "aws_cloudcontrolapi_resource" "unknown_bucket" {
  type_name     = "AWS::S3::Bucket"
  schema        = jsonencode({ typeName = "AWS::S3::Bucket", properties = {} })
  desired_state = jsonencode({ BucketName = "made-by-cloud-control" })
}

resource "aws_cloudcontrolapi_resource" "pass_rule" {
  type_name     = "AWS::Events::Rule"
  schema        = jsonencode({ typeName = "AWS::Events::Rule", properties = {} })
  desired_state = jsonencode({ ScheduleExpression = "rate(1 day)" })
}

resource "aws_cloudcontrolapi_resource" "pass_policy" {
  type_name = "AWS::IAM::ManagedPolicy"
  schema    = jsonencode({ typeName = "AWS::IAM::ManagedPolicy", properties = {} })
  desired_state = jsonencode({
    PolicyDocument = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::public-site/*" }]
    }
  })
}

resource "aws_cloudcontrolapi_resource" "unknown_document" {
  type_name = "AWS::IAM::ManagedPolicy"
  schema    = jsonencode({ typeName = "AWS::IAM::ManagedPolicy", properties = {} })
  desired_state = jsonencode({
    PolicyDocument = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.orders.arn }]
    }
  })
}
