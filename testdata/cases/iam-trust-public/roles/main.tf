resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role" "deny_anyone" {
  name = "deny-anyone"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*" }
    ]
  })
}

resource "aws_iam_role" "deny_aws_star" {
  name = "deny-aws-star"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }
    ]
  })
}

resource "aws_iam_role" "deny_all_but" {
  name = "deny-all-but"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" } }
    ]
  })
}

resource "aws_iam_role" "deny_external_id_says_nothing_of_who" {
  name = "deny-external-id-says-nothing-of-who"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" }, Condition = { StringEquals = { "sts:ExternalId" = "x" } } }
    ]
  })
}

resource "aws_iam_role" "deny_guests" {
  name = "deny-guests"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" } }
    ]
  })
}

resource "aws_iam_role" "pass_organisation" {
  name = "pass-organisation"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" }, Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abcd123456" } } }
    ]
  })
}

resource "aws_iam_role" "pass_service" {
  name = "pass-service"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }
    ]
  })
}

resource "aws_iam_role" "pass_account" {
  name = "pass-account"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }
    ]
  })
}

resource "aws_iam_role" "pass_pool" {
  name = "pass-pool"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" }, Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "eu-west-1:11111111-2222-3333-4444-555555555555" }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }
    ]
  })
}

resource "aws_iam_role" "unknown_condition" {
  name = "unknown-condition"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEquals = { "example:Key" = "x" } } }
    ]
  })
}

resource "aws_iam_role" "unknown_text" {
  name = "unknown-text"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" }, Condition = { ArnEquals = { "aws:SourceArn" = aws_sqs_queue.jobs.arn } } }
    ]
  })
}

data "aws_iam_policy_document" "queue" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["pipes.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sqs_queue.jobs.arn]
    }
  }
}

resource "aws_iam_role" "pass_rebuilt" {
  name               = "rebuilt"
  assume_role_policy = data.aws_iam_policy_document.queue.json
}
