resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role" "deny_compute" {
  name = "deny-compute"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "data" {
  role   = aws_iam_role.deny_compute.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "deny_read_only" {
  name = "deny-read-only"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "read_only" {
  role       = aws_iam_role.deny_read_only.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_user" "deny_user" {
  name = "deny-user"
}

resource "aws_iam_user_policy" "user_data" {
  user   = aws_iam_user.deny_user.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["dynamodb:Query"], Resource = "*" }
    ]
  })
}

resource "aws_iam_group" "deny_group" {
  name = "deny-group"
}

resource "aws_iam_group_policy" "group_data" {
  group  = aws_iam_group.deny_group.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "secretsmanager:*", Resource = "*" }
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

resource "aws_iam_role" "pass_own_bucket" {
  name = "pass-own-bucket"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.pass_own_bucket.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::app/*" }
    ]
  })
}

resource "aws_iam_role" "pass_tag" {
  name = "pass-tag"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "tag" {
  role   = aws_iam_role.pass_tag.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "a" } } }
    ]
  })
}

resource "aws_iam_role" "deny_account_does_not_narrow" {
  name = "deny-account-does-not-narrow"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "acct" {
  role   = aws_iam_role.deny_account_does_not_narrow.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { StringEquals = { "aws:ResourceAccount" = "111122223333" } } }
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

resource "aws_iam_policy" "deny_unattached" {
  name   = "deny-unattached"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "pass_denied" {
  name = "pass-denied"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.pass_denied.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
      { Effect = "Deny", Action = "s3:GetObject", Resource = "*" }
    ]
  })
}
