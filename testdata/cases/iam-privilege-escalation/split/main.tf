resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

data "aws_caller_identity" "me" {}

resource "aws_iam_role" "target" {
  name = "target"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "target" {
  role       = aws_iam_role.target.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_user" "deny_split_over_two_policies" {
  name = "deny-split-over-two-policies"
}

resource "aws_iam_user_policy" "pass_one" {
  user   = aws_iam_user.deny_split_over_two_policies.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/target" }
    ]
  })
}

resource "aws_iam_user_policy" "pass_two" {
  user   = aws_iam_user.deny_split_over_two_policies.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }
    ]
  })
}

resource "aws_iam_user" "pass_role_that_no_service_takes" {
  name = "pass-role-that-no-service-takes"
}

resource "aws_iam_user_policy" "pass_three" {
  user   = aws_iam_user.pass_role_that_no_service_takes.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/app-*" },
      { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }
    ]
  })
}

resource "aws_iam_user" "pass_to_another_service" {
  name = "pass-to-another-service"
}

resource "aws_iam_user_policy" "pass_four" {
  user   = aws_iam_user.pass_to_another_service.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "apigateway.amazonaws.com" } } },
      { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }
    ]
  })
}

resource "aws_iam_user" "deny_own_policy" {
  name = "deny-own-policy"
}

resource "aws_iam_user_policy" "pass_five" {
  user   = aws_iam_user.deny_own_policy.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:AttachUserPolicy", Resource = "arn:aws:iam::*:user/$${aws:username}" }
    ]
  })
}

resource "aws_iam_user" "pass_another_policy" {
  name = "pass-another-policy"
}

resource "aws_iam_user_policy" "pass_six" {
  user   = aws_iam_user.pass_another_policy.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:AttachUserPolicy", Resource = "*", Condition = { ArnEquals = { "iam:PolicyARN" = "arn:aws:iam::aws:policy/ReadOnlyAccess" } } }
    ]
  })
}

resource "aws_iam_user" "pass_another_user" {
  name = "pass-another-user"
}

resource "aws_iam_user_policy" "pass_seven" {
  user   = aws_iam_user.pass_another_user.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::*:user/bot" }
    ]
  })
}

resource "aws_iam_role" "deny_chain" {
  name = "deny-chain"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "pass_eight" {
  role   = aws_iam_role.deny_chain.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::123456789012:role/deny-middle" }
    ]
  })
}

resource "aws_iam_role" "deny_middle" {
  name = "deny-middle"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" } }
    ]
  })
}

resource "aws_iam_role_policy" "pass_nine" {
  role   = aws_iam_role.deny_middle.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "unknown_document" {
  name = "unknown-document"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.unknown_document.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }
    ]
  })
}

resource "aws_iam_role" "unknown_outside" {
  name = "unknown-outside"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "outside" {
  role       = aws_iam_role.unknown_outside.name
  policy_arn = "arn:aws:iam::111122223333:policy/of-another-stack"
}

resource "aws_iam_group" "deny_group" {
  name = "deny-group"
}

resource "aws_iam_group_policy" "pass_ten" {
  group  = aws_iam_group.deny_group.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:AddUserToGroup", Resource = "*" }
    ]
  })
}

resource "aws_iam_user" "pass_member" {
  name = "pass-member"
}

resource "aws_iam_user_group_membership" "m" {
  user   = aws_iam_user.pass_member.name
  groups = [aws_iam_group.deny_group.name]
}

resource "aws_iam_policy" "deny_unattached" {
  name   = "deny-unattached"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }
    ]
  })
}
