# Whoever passes a role to what it makes itself gives it a name that a condition leaves open, in the region that it asks for.
data "aws_caller_identity" "me" {}

locals {
  me     = data.aws_caller_identity.me.account_id
  make   = { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }
  launch = { Effect = "Allow", Action = "ec2:RunInstances", Resource = "*" }
  work   = { Effect = "Allow", Action = ["glue:CreateJob", "glue:StartJobRun"], Resource = "*" }
  pass   = { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/administrator" }
  deny   = { Effect = "Deny", Action = "iam:PassRole", Resource = "*" }
  functions = {
    deny_any             = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:*:function:*" } }
    deny_any_of_account  = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:${local.me}:function:*" } }
    deny_by_a_name       = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:eu-west-1:${local.me}:function:app-*" } }
    deny_as_a_string     = { StringLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:${local.me}:function:app-*" } }
    deny_with_a_service  = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" }, ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:*:function:*" } }
    deny_one_of_two      = { ArnLike = { "iam:AssociatedResourceArn" = ["arn:aws:ec2:*:*:instance/*", "arn:aws:lambda:*:*:function:app-*"] } }
    deny_all_but_one     = { ArnNotLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:*:function:prod-*" } }
    pass_to_instances    = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:ec2:*:*:instance/*" } }
    pass_to_layers       = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:*:layer:*" } }
    pass_another_account = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:999900001111:function:*" } }
    pass_no_function     = { ArnNotLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:*:function:*" } }
    pass_elsewhere       = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws-cn:lambda:*:*:function:*" } }
    unknown_one_function = { ArnEquals = { "iam:AssociatedResourceArn" = "arn:aws:lambda:eu-west-1:${local.me}:function:deploy" } }
  }
  instances = {
    deny_any_instance        = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:ec2:*:*:instance/*" } }
    deny_instances_of_region = { StringLike = { "iam:AssociatedResourceArn" = "arn:aws:ec2:us-east-1:${local.me}:instance/*" } }
    pass_functions           = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:*:function:*" } }
    unknown_one_instance     = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:ec2:us-east-1:${local.me}:instance/i-0a*" } }
  }
  roles = merge(
    { for name, condition in local.functions : name => [local.make, merge(local.pass, { Condition = condition })] },
    { for name, condition in local.instances : name => [local.launch, merge(local.pass, { Condition = condition })] },
    {
      deny_some_are_denied = [local.make, local.pass, merge(local.deny, { Condition = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:*:function:prod-*" } } })]
      pass_all_are_denied  = [local.make, local.pass, merge(local.deny, { Condition = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:lambda:*:*:function:*" } } })]
      # Glue runs a role under jobs and under more, and which it says is not known.
      unknown_to_jobs = [local.work, merge(local.pass, { Condition = { ArnLike = { "iam:AssociatedResourceArn" = "arn:aws:glue:*:*:job/*" } } })]
    },
  )
}

resource "aws_iam_role" "administrator" {
  name = "administrator"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["ec2.amazonaws.com", "glue.amazonaws.com", "lambda.amazonaws.com"] } }]
  })
}

resource "aws_iam_instance_profile" "administrator" {
  name = "administrator"
  role = aws_iam_role.administrator.name
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.administrator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "of" {
  for_each = { for name, statements in local.roles : "of ${name}" => { role = name, statements = statements } }
  name     = "of"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
