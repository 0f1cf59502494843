resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role" "one" {
  name = "one"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "two" {
  name = "two"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["ec2.amazonaws.com", "lambda.amazonaws.com"] } }]
  })
}

resource "aws_iam_policy" "deny_outside" {
  name   = "deny-outside"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/other" }
    ]
  })
}

resource "aws_iam_policy" "deny_several_services" {
  name   = "deny-several-services"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/two" }
    ]
  })
}

resource "aws_iam_policy" "deny_prefix" {
  name   = "deny-prefix"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/o*" }
    ]
  })
}

resource "aws_iam_policy" "pass_condition" {
  name   = "pass-condition"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/two", Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } } }
    ]
  })
}

resource "aws_iam_policy" "pass_one_service" {
  name   = "pass-one-service"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/one" }
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
