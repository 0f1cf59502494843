resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role" "deny_account" {
  name = "deny-account"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999900001111:root" } }
    ]
  })
}

resource "aws_iam_role" "deny_vendor_with_external_id" {
  name = "deny-vendor-with-external-id"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::464622532012:root" }, Condition = { StringEquals = { "sts:ExternalId" = "abc" } } }
    ]
  })
}

resource "aws_iam_role" "deny_one_of_two" {
  name = "deny-one-of-two"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["arn:aws:iam::111122223333:root", "999900001111"] } }
    ]
  })
}

resource "aws_iam_role" "pass_own" {
  name = "pass-own"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/app" } }
    ]
  })
}

resource "aws_iam_role" "pass_trusted" {
  name = "pass-trusted"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "444455556666" } }
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

resource "aws_iam_role" "unknown_text" {
  name = "unknown-text"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" }, Condition = { ArnEquals = { "aws:SourceArn" = aws_sqs_queue.jobs.arn } } }
    ]
  })
}

data "aws_iam_policy_document" "own" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.pass_own.arn]
    }
  }
}

resource "aws_iam_role" "pass_reference" {
  name               = "reference"
  assume_role_policy = data.aws_iam_policy_document.own.json
}
