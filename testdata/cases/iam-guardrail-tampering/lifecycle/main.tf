# A right that is given is new; one that was there, beside others that come, is not.
resource "aws_iam_role" "deny_existing_as_before" {
  name = "deny-existing-as-before"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
  ] })
}

resource "aws_iam_role" "deny_introduced_given" {
  name = "deny-introduced-given"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
  ] })
}

resource "aws_iam_role" "resolved_taken" {
  name = "resolved-taken"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
  ] })
}

resource "aws_iam_role" "pass_without" {
  name = "pass-without"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
  ] })
}

resource "aws_iam_role_policy" "as_before" {
  role   = aws_iam_role.deny_existing_as_before.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*" },
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}

resource "aws_iam_role_policy" "given" {
  role   = aws_iam_role.deny_introduced_given.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
    { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*" },
  ] })
}

resource "aws_iam_role_policy" "taken" {
  role   = aws_iam_role.resolved_taken.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}

resource "aws_iam_role_policy" "without" {
  role   = aws_iam_role.pass_without.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}
