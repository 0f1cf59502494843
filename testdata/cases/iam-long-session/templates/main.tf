# Roles and permission sets that templates make, and how long their sessions last.
locals {
  trust  = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "sts:AssumeRole" }] }
  role   = { AssumeRolePolicyDocument = local.trust, ManagedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"] }
  reader = { AssumeRolePolicyDocument = local.trust, Policies = [{ PolicyName = "own", PolicyDocument = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::app/*" }] } }] }
  set    = { InstanceArn = "arn:aws:sso:::instance/ssoins-1111222233334444", Name = "admin", ManagedPolicies = ["arn:aws:iam::aws:policy/AdministratorAccess"], InlinePolicy = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] } }

  made = {
    deny_role        = { Type = "AWS::IAM::Role", Properties = merge(local.role, { MaxSessionDuration = 43200 }) }
    deny_text        = { Type = "AWS::IAM::Role", Properties = merge(local.role, { MaxSessionDuration = "7200" }) }
    deny_set         = { Type = "AWS::SSO::PermissionSet", Properties = merge(local.set, { SessionDuration = "PT8H" }) }
    pass_left_out    = { Type = "AWS::IAM::Role", Properties = local.role }
    pass_hour        = { Type = "AWS::IAM::Role", Properties = merge(local.role, { MaxSessionDuration = 3600 }) }
    pass_reader      = { Type = "AWS::IAM::Role", Properties = merge(local.reader, { MaxSessionDuration = 14400 }) }
    pass_set         = { Type = "AWS::SSO::PermissionSet", Properties = merge(local.set, { SessionDuration = "PT1H" }) }
    unknown_computed = { Type = "AWS::IAM::Role", Properties = merge(local.role, { MaxSessionDuration = { "Fn::ImportValue" = "seconds" } }) }
  }
}

resource "aws_cloudformation_stack" "made" {
  for_each      = local.made
  name          = replace(each.key, "_", "-")
  capabilities  = ["CAPABILITY_IAM"]
  template_body = jsonencode({ Resources = { Made = each.value } })
}
