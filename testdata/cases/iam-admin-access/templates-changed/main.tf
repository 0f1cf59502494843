# Templates before and after: a stack that is left alone is as it was.

resource "aws_cloudformation_stack" "deny_introduced_widened" {
  name         = "deny-introduced-widened"
  capabilities = ["CAPABILITY_NAMED_IAM"]
  template_body = jsonencode({
    Resources = {
      Policy = {
        Type = "AWS::IAM::ManagedPolicy"
        Properties = {
          ManagedPolicyName = "deny-introduced-widened"
          PolicyDocument = {
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
          }
        }
      }
    }
  })
}

resource "aws_cloudformation_stack" "resolved_narrowed" {
  name         = "resolved-narrowed"
  capabilities = ["CAPABILITY_NAMED_IAM"]
  template_body = jsonencode({
    Resources = {
      Policy = {
        Type = "AWS::IAM::ManagedPolicy"
        Properties = {
          ManagedPolicyName = "resolved-narrowed"
          PolicyDocument = {
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }]
          }
        }
      }
    }
  })
}

resource "aws_cloudformation_stack" "deny_existing_left" {
  name         = "deny-existing-left"
  capabilities = ["CAPABILITY_NAMED_IAM"]
  template_body = jsonencode({
    Resources = {
      Policy = {
        Type = "AWS::IAM::ManagedPolicy"
        Properties = {
          ManagedPolicyName = "deny-existing-left"
          PolicyDocument = {
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
          }
        }
      }
    }
  })
}
