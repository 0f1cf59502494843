resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

data "aws_caller_identity" "me" {}

resource "aws_iam_policy" "deny_every_role" {
  name   = "deny-every-role"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "deny_any_pattern" {
  name   = "deny-any-pattern"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:Pass*", Resource = ["arn:aws:iam::*:role/*"] }
    ]
  })
}

resource "aws_iam_policy" "deny_to_one_service" {
  name   = "deny-to-one-service"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } } }
    ]
  })
}

resource "aws_iam_policy" "deny_by_tag_which_iam_ignores" {
  name   = "deny-by-tag-which-iam-ignores"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:ResourceTag/team" = "a" } } }
    ]
  })
}

resource "aws_iam_policy" "deny_condition_that_holds_always" {
  name   = "deny-condition-that-holds-always"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { DateGreaterThan = { "aws:TokenIssueTime" = "2020-01-01T00:00:00Z" } } }
    ]
  })
}

resource "aws_iam_policy" "pass_named" {
  name   = "pass-named"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/app" }
    ]
  })
}

resource "aws_iam_policy" "pass_prefix" {
  name   = "pass-prefix"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/app-*" }
    ]
  })
}

resource "aws_iam_policy" "pass_other_type" {
  name   = "pass-other-type"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:s3:::*" }
    ]
  })
}

resource "aws_iam_policy" "pass_never" {
  name   = "pass-never"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "aws:PrincipalTag/team" = "*" } } }
    ]
  })
}

resource "aws_iam_policy" "unknown_condition" {
  name   = "unknown-condition"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "example:Key" = "a" } } }
    ]
  })
}

resource "aws_iam_policy" "unknown_text" {
  name   = "unknown-text"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_sqs_queue.jobs.arn }
    ]
  })
}

resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.app.arn, "${aws_iam_role.app.arn}-worker"]
  }
}

# A reference is that role and no other.
resource "aws_iam_policy" "pass_reference" {
  name   = "reference"
  policy = data.aws_iam_policy_document.own.json
}
