# Principals of templates: what their policies give together.

resource "aws_cloudformation_stack" "deny_together" {
  name          = "together"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Resources:
      Deployer:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: {Service: codebuild.amazonaws.com}
                Action: sts:AssumeRole
          Policies:
            - PolicyName: pass
              PolicyDocument:
                Version: 2012-10-17
                Statement: {Effect: Allow, Action: iam:PassRole, Resource: '*'}
            - PolicyName: functions
              PolicyDocument:
                Version: 2012-10-17
                Statement:
                  - Effect: Allow
                    Action: [lambda:CreateFunction, lambda:InvokeFunction]
                    Resource: '*'
  YAML
}

# What one denies the other does not give.
resource "aws_cloudformation_stack" "pass_denied" {
  name          = "denied"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Resources:
      Deployer:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: {Service: codebuild.amazonaws.com}
                Action: sts:AssumeRole
          Policies:
            - PolicyName: pass
              PolicyDocument:
                Version: 2012-10-17
                Statement:
                  - {Effect: Allow, Action: iam:PassRole, Resource: '*'}
                  - {Effect: Allow, Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*'}
            - PolicyName: no-roles
              PolicyDocument:
                Version: 2012-10-17
                Statement: {Effect: Deny, Action: iam:PassRole, Resource: '*'}
  YAML
}

resource "aws_cloudcontrolapi_resource" "deny_policy" {
  type_name = "AWS::IAM::ManagedPolicy"
  schema    = jsonencode({ typeName = "AWS::IAM::ManagedPolicy", properties = {} })
  desired_state = jsonencode({
    PolicyDocument = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = ["iam:AttachUserPolicy", "iam:CreateAccessKey"], Resource = "*" }]
    }
  })
}
