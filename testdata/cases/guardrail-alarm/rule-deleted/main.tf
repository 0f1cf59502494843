# The target stays, of a rule that is no more.
resource "aws_sns_topic" "pass_security" {
  name = "security"
}

# A topic takes no events unless its policy says so.
resource "aws_sns_topic_policy" "pass_security" {
  arn = aws_sns_topic.pass_security.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = aws_sns_topic.pass_security.arn }]
  })
}

resource "aws_sns_topic_subscription" "pass_mail" {
  topic_arn = aws_sns_topic.pass_security.arn
  protocol  = "email"
  endpoint  = "security@example.com"
}

resource "aws_cloudwatch_event_target" "pass_stopped" {
  rule = "stopped"
  arn  = aws_sns_topic.pass_security.arn
}
