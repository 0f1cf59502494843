resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_policy" "deny_not_action" {
  name   = "deny-not-action"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = "iam:*", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "deny_not_resource" {
  name   = "deny-not-resource"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", NotResource = "arn:aws:s3:::logs/*" }
    ]
  })
}

resource "aws_iam_policy" "deny_narrow_in_strict" {
  name   = "deny-narrow-in-strict"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = ["s3:Delete*"], Resource = "arn:aws:s3:::app/*" }
    ]
  })
}

resource "aws_iam_policy" "pass_deny" {
  name   = "pass-deny"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", NotAction = "iam:*", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "pass_action" {
  name   = "pass-action"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }
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

# Four actions, each by its name: as bad as naming every resource, and no worse.
resource "aws_iam_policy" "deny_few_actions" {
  name = "deny-few-actions"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect      = "Allow"
        Action      = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
        NotResource = "arn:aws:kms:eu-west-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
      }
    ]
  })
}
