# Policies of resources that a template makes.

resource "aws_cloudformation_stack" "deny_queue" {
  name          = "queue"
  template_body = <<-YAML
    Resources:
      Queue:
        Type: AWS::SQS::Queue
      Policy:
        Type: AWS::SQS::QueuePolicy
        Properties:
          Queues: [!Ref Queue]
          PolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: '*'
                Action: sqs:SendMessage
                Resource: !GetAtt Queue.Arn
  YAML
}

resource "aws_cloudformation_stack" "pass_queue" {
  name          = "own-queue"
  template_body = <<-YAML
    Resources:
      Queue:
        Type: AWS::SQS::Queue
      Policy:
        Type: AWS::SQS::QueuePolicy
        Properties:
          Queues: [!Ref Queue]
          PolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Principal: {AWS: !Sub 'arn:aws:iam::$${AWS::AccountId}:root'}
                Action: sqs:SendMessage
                Resource: !GetAtt Queue.Arn
  YAML
}

resource "aws_cloudcontrolapi_resource" "deny_key" {
  type_name = "AWS::KMS::Key"
  schema    = jsonencode({ typeName = "AWS::KMS::Key", properties = {} })
  desired_state = jsonencode({
    KeyPolicy = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:*", Resource = "*" }]
    }
  })
}
