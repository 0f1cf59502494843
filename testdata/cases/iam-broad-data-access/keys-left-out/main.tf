# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
locals {
  statements = {
    pass_prefix_of_objects   = [{ Effect = "Allow", Action = "s3:*", Resource = "*", Condition = { StringLike = { "s3:prefix" = ["", "home/*"] } } }]
    deny_prefix_if_any       = [{ Effect = "Allow", Action = "s3:*", Resource = "*", Condition = { StringLikeIfExists = { "s3:prefix" = "home/*" } } }]
    deny_but_a_prefix        = [{ Effect = "Allow", Action = "s3:*", Resource = "*", Condition = { StringNotLike = { "s3:prefix" = "home/*" } } }]
    pass_denied_but_a_prefix = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }, { Effect = "Deny", Action = "s3:*", Resource = "*", Condition = { StringNotLike = { "s3:prefix" = "home/*" } } }]
    deny_denied_a_prefix     = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }, { Effect = "Deny", Action = "s3:*", Resource = "*", Condition = { StringLike = { "s3:prefix" = "secret/*" } } }]
    pass_few_keys            = [{ Effect = "Allow", Action = "s3:*", Resource = "*", Condition = { NumericLessThanEquals = { "s3:max-keys" = "10" } } }]
    pass_items_of_one        = [{ Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:Query"], Resource = "*", Condition = { "ForAllValues:StringEquals" = { "dynamodb:LeadingKeys" = ["a"] } } }]
    deny_items_but_of_one    = [{ Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:Query"], Resource = "*", Condition = { "ForAllValues:StringNotEquals" = { "dynamodb:LeadingKeys" = ["a"] } } }]
    # A scan names no key, and under ForAllValues none has to match.
    deny_scan_without_keys    = [{ Effect = "Allow", Action = "dynamodb:Scan", Resource = "*", Condition = { "ForAllValues:StringEquals" = { "dynamodb:LeadingKeys" = ["a"] } } }]
    pass_scan_with_keys       = [{ Effect = "Allow", Action = "dynamodb:Scan", Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "dynamodb:LeadingKeys" = ["a"] } } }]
    deny_stage                = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*", Condition = { StringEquals = { "secretsmanager:VersionStage" = "AWSCURRENT" } } }]
    pass_secret               = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*", Condition = { StringEquals = { "secretsmanager:SecretId" = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-a1b2c3" } } }]
    deny_but_a_secret         = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*", Condition = { StringNotEquals = { "secretsmanager:SecretId" = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-a1b2c3" } } }]
    pass_rotated_by_one       = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*", Condition = { ArnEquals = { "secretsmanager:resource/AllowRotationLambdaArn" = "arn:aws:lambda:eu-west-1:123456789012:function:rotate" } } }]
    pass_nothing_of_a_network = [{ Effect = "Allow", Action = "*", Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "glue:VpcIds" = "vpc-0a1b2c3d" } } }]
    pass_objects_of_a_tag     = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { StringEquals = { "s3:ExistingObjectTag/team" = "app" } } }]
    deny_objects_but_of_a_tag = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { StringNotEquals = { "s3:ExistingObjectTag/team" = "app" } } }]
  }
}

resource "aws_iam_role" "each" {
  for_each = local.statements

  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "each" {
  for_each = { for name, statements in local.statements : "of_${name}" => statements }

  name   = "data"
  role   = aws_iam_role.each[trimprefix(each.key, "of_")].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
