# A condition that the path meets restricts nothing of it.
resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

locals {
  users = {
    deny_service         = { other = ["lambda:CreateFunction", "lambda:InvokeFunction"], action = "iam:PassRole", condition = jsonencode({ StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } }) }
    deny_service_pattern = { other = ["lambda:CreateFunction", "lambda:InvokeFunction"], action = "iam:PassRole", condition = jsonencode({ StringLike = { "iam:PassedToService" = "l*.amazonaws.com" } }) }
    pass_other_service   = { other = ["lambda:CreateFunction", "lambda:InvokeFunction"], action = "iam:PassRole", condition = jsonencode({ StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }) }
    deny_any_aws_policy  = { other = ["s3:ListAllMyBuckets"], action = "iam:AttachUserPolicy", condition = jsonencode({ ArnLike = { "iam:PolicyARN" = "arn:aws:iam::aws:policy/*" } }) }
    pass_one_policy      = { other = ["s3:ListAllMyBuckets"], action = "iam:AttachUserPolicy", condition = jsonencode({ ArnEquals = { "iam:PolicyARN" = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess" } }) }
    pass_with_boundary   = { other = ["s3:ListAllMyBuckets"], action = "iam:PutUserPolicy", condition = jsonencode({ StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/ceiling" } }) }
  }
}

resource "aws_iam_user" "user" {
  for_each = local.users
  name     = each.key
}

resource "aws_iam_user_policy" "own" {
  count = length(local.users)
  user  = aws_iam_user.user[keys(local.users)[count.index]].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = values(local.users)[count.index].other, Resource = "*" },
      { Effect = "Allow", Action = values(local.users)[count.index].action, Resource = "*", Condition = jsondecode(values(local.users)[count.index].condition) },
    ]
  })
}
