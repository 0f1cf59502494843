# Whoever is let in beside those of before is new.
data "aws_caller_identity" "me" {
}

resource "aws_sns_topic" "deny_existing_as_before" {
  name   = "deny-existing-as-before"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "sns:Publish", Resource = "*" },
  ] })
}

resource "aws_sns_topic" "deny_introduced_opened" {
  name   = "deny-introduced-opened"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "sns:Publish", Resource = "*" },
  ] })
}

resource "aws_sns_topic" "resolved_closed" {
  name   = "resolved-closed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "sns:Publish", Resource = "*" },
  ] })
}

resource "aws_sns_topic" "pass_closed" {
  name   = "pass-closed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "sns:Publish", Resource = "*" },
  ] })
}
