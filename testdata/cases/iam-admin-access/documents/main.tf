resource "aws_sqs_queue" "jobs" {
  name = "jobs"
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

resource "aws_iam_policy" "deny_all_of_iam" {
  name   = "deny-all-of-iam"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:*", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "deny_star_star" {
  name   = "deny-star-star"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["*:*"], Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "deny_only_with_mfa" {
  name   = "deny-only-with-mfa"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }
    ]
  })
}

resource "aws_iam_policy" "deny_any_role_of_the_account" {
  name   = "deny-any-role-of-the-account"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["*"], Resource = ["arn:aws:iam::*:*", "*"] }
    ]
  })
}

resource "aws_iam_policy" "pass_scoped" {
  name   = "pass-scoped"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::app/*" }
    ]
  })
}

resource "aws_iam_policy" "pass_one_service" {
  name   = "pass-one-service"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "pass_one_tag" {
  name   = "pass-one-tag"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "a" } } }
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

# Rebuilt: the statement beside the one that waits is known.
data "aws_iam_policy_document" "mixed" {
  statement {
    sid       = "Queue"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }
  statement {
    sid       = "Everything"
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "deny_rebuilt" {
  name   = "rebuilt"
  policy = data.aws_iam_policy_document.mixed.json
}

data "aws_iam_policy_document" "queue" {
  statement {
    actions   = ["*"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

# Every action, on one queue.
resource "aws_iam_policy" "pass_rebuilt" {
  name   = "rebuilt-queue"
  policy = data.aws_iam_policy_document.queue.json
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents = [data.aws_iam_policy_document.mixed.json]
  statement {
    sid       = "Everything"
    actions   = ["sqs:GetQueueUrl"]
    resources = ["*"]
  }
}

# Its own statement replaces the one with the same sid.
resource "aws_iam_policy" "pass_merged" {
  name   = "merged"
  policy = data.aws_iam_policy_document.merged.json
}
