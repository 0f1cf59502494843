# A service that asks for who owns the topic, whoever that is.
resource "aws_sns_topic_policy" "each" {
  for_each = {
    pass_account      = { StringEquals = { "aws:SourceAccount" = "$${aws:ResourceAccount}" } }
    pass_organization = { StringEquals = { "aws:SourceOrgID" = "$${aws:ResourceOrgID}" } }
    deny_caller       = { StringEquals = { "aws:SourceAccount" = "$${aws:PrincipalAccount}" } }
    deny_if_exists    = { StringEqualsIfExists = { "aws:SourceAccount" = "$${aws:ResourceAccount}" } }
  }
  arn = "arn:aws:sns:us-east-1:123456789012:alerts"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = "*", Condition = each.value }]
  })
}
