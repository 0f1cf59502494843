resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role" "deny_backup" {
  name = "deny-backup"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" } }
    ]
  })
}

resource "aws_iam_role" "deny_transfer" {
  name = "deny-transfer"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "transfer.amazonaws.com" } }
    ]
  })
}

resource "aws_iam_role" "deny_any_service_in_strict" {
  name = "deny-any-service-in-strict"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }
    ]
  })
}

resource "aws_iam_role" "deny_vendor" {
  name = "deny-vendor"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999900001111:root" } }
    ]
  })
}

resource "aws_iam_role" "deny_trusted_account" {
  name = "deny-trusted-account"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "444455556666" } }
    ]
  })
}

resource "aws_iam_role" "deny_condition_that_holds_without_it" {
  name = "deny-condition-that-holds-without-it"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" }, Condition = { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } } }
    ]
  })
}

resource "aws_iam_role" "pass_source_account" {
  name = "pass-source-account"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }
    ]
  })
}

resource "aws_iam_role" "pass_external_id" {
  name = "pass-external-id"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999900001111:root" }, Condition = { StringEquals = { "sts:ExternalId" = "abc" } } }
    ]
  })
}

resource "aws_iam_role" "pass_own" {
  name = "pass-own"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }
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

# AWS keeps it for itself, and nobody can change whom it trusts.
resource "aws_iam_role" "pass_service_linked" {
  name = "AWSServiceRoleForBackup"
  path = "/aws-service-role/backup.amazonaws.com/"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" } }
    ]
  })
}

# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/cross-service-confused-deputy-prevention.html
resource "aws_iam_role" "deny_export" {
  name = "deny-export"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "export.rds.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "pass_export" {
  name = "pass-export"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "export.rds.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "111122223333" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:rds:us-east-1:111122223333:*" }
      }
    }]
  })
}
