# Trust policies of roles that a template makes.

resource "aws_cloudformation_stack" "deny_open" {
  name          = "open"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Resources:
      Open:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: {AWS: '*'}
                Action: sts:AssumeRole
  YAML
}

resource "aws_cloudformation_stack" "pass_service" {
  name          = "service"
  capabilities  = ["CAPABILITY_IAM"]
  template_body = <<-YAML
    Resources:
      Function:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: {Service: [lambda.amazonaws.com]}
                Action: sts:AssumeRole
  YAML
}
