# Policies in CloudFormation templates and of the Cloud Control API, judged as those in Terraform are.

resource "aws_cloudformation_stack" "deny_inline" {
  name          = "inline"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Resources:
      Admin:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: {Service: ec2.amazonaws.com}
                Action: sts:AssumeRole
          Policies:
            - PolicyName: all
              PolicyDocument:
                Version: 2012-10-17
                Statement:
                  - Effect: Allow
                    Action: '*'
                    Resource: '*'
  YAML
}

resource "aws_cloudformation_stack" "deny_attached" {
  name         = "attached"
  capabilities = ["CAPABILITY_IAM"]
  template_body = jsonencode({
    Resources = {
      Admins = {
        Type = "AWS::IAM::Group"
        Properties = {
          ManagedPolicyArns = [{ "Fn::Sub" = "arn:$${AWS::Partition}:iam::aws:policy/AdministratorAccess" }]
        }
      }
    }
  })
}

resource "aws_cloudformation_stack_set" "deny_managed" {
  name             = "managed"
  permission_model = "SERVICE_MANAGED"
  capabilities     = ["CAPABILITY_NAMED_IAM"]

  auto_deployment {
    enabled = true
  }

  template_body = <<-YAML
    Resources:
      All:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument:
            Version: 2012-10-17
            Statement: {Effect: Allow, Action: ['*'], Resource: !Join ['', ['*']]}
  YAML
}

resource "aws_cloudcontrolapi_resource" "deny_policy" {
  type_name = "AWS::IAM::RolePolicy"
  schema    = jsonencode({ typeName = "AWS::IAM::RolePolicy", properties = {} })
  desired_state = jsonencode({
    RoleName   = "app"
    PolicyName = "all"
    PolicyDocument = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    }
  })
}

# The condition is decided at apply.
resource "aws_cloudformation_stack" "unknown_choice" {
  name          = "choice"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Conditions:
      IsProduction: !Equals [!Ref Stage, production]
    Parameters:
      Stage: {Type: String}
    Resources:
      Deploy:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Action: !If [IsProduction, s3:GetObject, '*']
                Resource: '*'
  YAML
}

resource "aws_cloudformation_stack" "pass_reader" {
  name          = "reader"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Resources:
      Reader:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: '*'
  YAML
}

# A boundary that allows nothing of it may stand above it: which is not known.
resource "aws_cloudformation_stack" "unknown_bounded" {
  name          = "bounded"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Parameters:
      Boundary: {Type: String}
    Resources:
      Bounded:
        Type: AWS::IAM::User
        Properties:
          PermissionsBoundary: !Ref Boundary
          Policies:
            - PolicyName: all
              PolicyDocument:
                Version: 2012-10-17
                Statement: {Effect: Allow, Action: '*', Resource: '*'}
  YAML
}

# What the stack gives for a parameter is what it is; what a set gives may be another in an account.
resource "aws_cloudformation_stack" "deny_parameter" {
  name         = "parameter"
  capabilities = ["CAPABILITY_IAM"]

  parameters = {
    Policy = "AdministratorAccess"
  }

  template_body = <<-YAML
    Parameters:
      Policy: {Type: String, Default: ReadOnlyAccess}
    Resources:
      Members:
        Type: AWS::IAM::Group
        Properties:
          ManagedPolicyArns: [!Sub 'arn:$${AWS::Partition}:iam::aws:policy/$${Policy}']
  YAML
}

resource "aws_cloudformation_stack" "pass_default" {
  name          = "default"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Parameters:
      Policy: {Type: String, Default: ReadOnlyAccess}
    Resources:
      Members:
        Type: AWS::IAM::Group
        Properties:
          ManagedPolicyArns: [!Sub 'arn:$${AWS::Partition}:iam::aws:policy/$${Policy}']
  YAML
}

resource "aws_cloudformation_stack_set" "unknown_parameter" {
  name             = "parameter"
  permission_model = "SERVICE_MANAGED"
  capabilities     = ["CAPABILITY_IAM"]

  auto_deployment {
    enabled = true
  }

  parameters = {
    Policy = "ReadOnlyAccess"
  }

  template_body = <<-YAML
    Parameters:
      Policy: {Type: String}
    Resources:
      Members:
        Type: AWS::IAM::Group
        Properties:
          ManagedPolicyArns: [!Sub 'arn:$${AWS::Partition}:iam::aws:policy/$${Policy}']
  YAML
}
