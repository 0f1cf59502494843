# A condition on the service that is taken away is new.
resource "aws_iam_policy" "deny_existing_as_before" {
  name   = "deny-existing-as-before"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/other" },
    { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" },
  ] })
}

resource "aws_iam_policy" "deny_introduced_condition_removed" {
  name   = "deny-introduced-condition-removed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/other" },
  ] })
}

resource "aws_iam_policy" "resolved_condition_added" {
  name   = "resolved-condition-added"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/other", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
  ] })
}

resource "aws_iam_policy" "pass_one_service" {
  name   = "pass-one-service"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/other", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
  ] })
}
