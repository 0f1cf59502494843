# Whoever is let in beside those of before is new.
resource "aws_sns_topic" "deny_existing_as_before" {
  name   = "deny-existing-as-before"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = "*" },
  ] })
}

resource "aws_sns_topic" "deny_introduced_opened" {
  name   = "deny-introduced-opened"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = "*", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } },
  ] })
}

resource "aws_sns_topic" "resolved_closed" {
  name   = "resolved-closed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = "*" },
  ] })
}

resource "aws_sns_topic" "pass_closed" {
  name   = "pass-closed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = "*", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } },
  ] })
}
