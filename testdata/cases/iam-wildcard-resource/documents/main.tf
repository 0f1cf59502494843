resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_policy" "deny_send" {
  name   = "deny-send"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "deny_everything" {
  name   = "deny-everything"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "pass_read" {
  name   = "pass-read"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ec2:DescribeInstances", "s3:ListAllMyBuckets"], Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "pass_named" {
  name   = "pass-named"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-west-1:111122223333:jobs" }
    ]
  })
}

resource "aws_iam_policy" "pass_tagged" {
  name   = "pass-tagged"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "a" } } }
    ]
  })
}

resource "aws_iam_policy" "unknown_text" {
  name   = "unknown-text"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }
    ]
  })
}

resource "aws_iam_policy" "unknown_action" {
  name   = "unknown-action"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:NoSuchActionYet", Resource = "*" }
    ]
  })
}
