# Without `Resource` a statement of a key's policy has no effect.
resource "aws_kms_key" "pass_no_resource" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
      },
    ]
  })
}

resource "aws_kms_key" "deny_one_of_two" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
      },
      {
        Effect    = "Allow"
        Principal = { Service = "sqs.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
      },
    ]
  })
}

# Nor has it in a template.
locals {
  keys = {
    pass_templates_no_resource = {}
    deny_templates_key         = { Resource = "*" }
  }
}

resource "aws_cloudformation_stack" "key" {
  for_each = local.keys
  name     = replace(each.key, "_", "-")
  template_body = jsonencode({
    Resources = {
      Key = {
        Type = "AWS::KMS::Key"
        Properties = {
          KeyPolicy = {
            Version = "2012-10-17"
            Statement = [
              merge({
                Effect    = "Allow"
                Principal = { Service = "sns.amazonaws.com" }
                Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
              }, each.value),
            ]
          }
        }
      }
    }
  })
}
