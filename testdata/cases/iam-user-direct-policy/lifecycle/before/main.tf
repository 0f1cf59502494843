# What stays is not new.
resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_user" "old" {
  name = "old"
}

resource "aws_iam_user_policy" "deny_existing_stays" {
  user   = aws_iam_user.ci.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}

resource "aws_iam_user_policy" "resolved_goes" {
  user   = aws_iam_user.old.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}
