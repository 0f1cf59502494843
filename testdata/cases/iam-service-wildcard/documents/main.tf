resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_policy" "deny_service" {
  name   = "deny-service"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "deny_one_of_several" {
  name   = "deny-one-of-several"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["sqs:SendMessage", "dynamodb:*"], Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "deny_narrow_in_strict" {
  name   = "deny-narrow-in-strict"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::app-*" }
    ]
  })
}

resource "aws_iam_policy" "pass_prefix" {
  name   = "pass-prefix"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:Get*", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "pass_exact" {
  name   = "pass-exact"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:*", Resource = "arn:aws:sqs:eu-west-1:111122223333:jobs" }
    ]
  })
}

resource "aws_iam_policy" "unknown_text" {
  name   = "unknown-text"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.jobs.arn }
    ]
  })
}

data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

resource "aws_iam_policy" "pass_reference" {
  name   = "reference"
  policy = data.aws_iam_policy_document.own.json
}
