resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_user" "plain" {
  name = "plain"
}

resource "aws_iam_user_login_profile" "deny_plain" {
  user = aws_iam_user.plain.name
}

resource "aws_iam_user" "weak" {
  name = "weak"
}

resource "aws_iam_user_login_profile" "deny_plain_bool_misses_keys" {
  user = aws_iam_user.weak.name
}

resource "aws_iam_user_policy" "weak" {
  user   = aws_iam_user.weak.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", NotAction = ["iam:EnableMFADevice", "sts:GetSessionToken"], Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } } }
    ]
  })
}

resource "aws_iam_user" "strong" {
  name = "strong"
}

resource "aws_iam_user_login_profile" "pass_strong" {
  user = aws_iam_user.strong.name
}

resource "aws_iam_user_policy" "strong" {
  user   = aws_iam_user.strong.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", NotAction = ["iam:EnableMFADevice", "sts:GetSessionToken"], Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }
    ]
  })
}

resource "aws_iam_group" "staff" {
  name = "staff"
}

resource "aws_iam_user" "grouped" {
  name = "grouped"
}

resource "aws_iam_user_group_membership" "grouped" {
  user   = aws_iam_user.grouped.name
  groups = [aws_iam_group.staff.name]
}

resource "aws_iam_user_login_profile" "pass_through_group" {
  user = aws_iam_user.grouped.name
}

resource "aws_iam_group_policy" "staff" {
  group  = aws_iam_group.staff.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", NotAction = ["iam:EnableMFADevice", "sts:GetSessionToken"], Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }
    ]
  })
}

resource "aws_iam_user" "open" {
  name = "open"
}

resource "aws_iam_user_login_profile" "unknown_document" {
  user = aws_iam_user.open.name
}

resource "aws_iam_user_policy" "open" {
  user   = aws_iam_user.open.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }
    ]
  })
}
