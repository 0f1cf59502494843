# A policy that is widened is new; one that was so, and changes otherwise, is not.
resource "aws_iam_policy" "deny_existing_as_before" {
  name   = "deny-existing-as-before"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", NotAction = "iam:*", Resource = "*" },
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}

resource "aws_iam_policy" "deny_introduced_widened" {
  name   = "deny-introduced-widened"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
    { Effect = "Allow", NotAction = "iam:*", Resource = "*" },
  ] })
}

resource "aws_iam_policy" "resolved_narrowed" {
  name   = "resolved-narrowed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}

resource "aws_iam_policy" "pass_narrow" {
  name   = "pass-narrow"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}
