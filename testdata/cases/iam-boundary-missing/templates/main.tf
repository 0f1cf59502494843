# Principals that templates make, with a boundary or without.
locals {
  trust    = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "codebuild.amazonaws.com" }, Action = "sts:AssumeRole" }] }
  hand_out = { PolicyName = "own", PolicyDocument = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = "*" }] } }
  asks     = { PolicyName = "own", PolicyDocument = { Version = "2012-10-17", Statement = [merge(local.hand_out.PolicyDocument.Statement[0], { Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/ceiling" } } })] } }
  reads    = { PolicyName = "own", PolicyDocument = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::app/*" }] } }

  made = {
    deny_role     = { Type = "AWS::IAM::Role", Properties = { AssumeRolePolicyDocument = local.trust, Policies = [local.hand_out] } }
    deny_user     = { Type = "AWS::IAM::User", Properties = { Policies = [local.hand_out] } }
    pass_bounded  = { Type = "AWS::IAM::Role", Properties = { AssumeRolePolicyDocument = local.trust, Policies = [local.hand_out], PermissionsBoundary = "arn:aws:iam::123456789012:policy/ceiling" } }
    pass_computed = { Type = "AWS::IAM::Role", Properties = { AssumeRolePolicyDocument = local.trust, Policies = [local.hand_out], PermissionsBoundary = { Ref = "Ceiling" } } }
    pass_asks     = { Type = "AWS::IAM::Role", Properties = { AssumeRolePolicyDocument = local.trust, Policies = [local.asks] } }
    pass_reads    = { Type = "AWS::IAM::Role", Properties = { AssumeRolePolicyDocument = local.trust, Policies = [local.reads] } }
    # A group has no boundary.
    pass_group = { Type = "AWS::IAM::Group", Properties = { Policies = [local.hand_out] } }
    # What it may do the template computes.
    unknown_policies = { Type = "AWS::IAM::Role", Properties = { AssumeRolePolicyDocument = local.trust, Policies = [{ PolicyName = "own", PolicyDocument = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = { "Fn::ImportValue" = "actions" }, Resource = "*" }] } }] } }
  }
}

resource "aws_cloudformation_stack" "made" {
  for_each      = local.made
  name          = replace(each.key, "_", "-")
  capabilities  = ["CAPABILITY_IAM"]
  template_body = jsonencode({ Parameters = { Ceiling = { Type = "AWS::SSM::Parameter::Value<String>" } }, Resources = { Made = each.value } })
}

resource "aws_cloudcontrolapi_resource" "deny_role" {
  type_name     = "AWS::IAM::Role"
  schema        = jsonencode({ typeName = "AWS::IAM::Role", properties = {} })
  desired_state = jsonencode(local.made.deny_role.Properties)
}
