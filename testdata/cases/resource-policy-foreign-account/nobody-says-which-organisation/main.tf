# Nothing tells whether the organisation is one's own.
locals {
  everyone   = { Effect = "Allow", Principal = "*", Resource = "*" }
  by_id      = { StringEquals = { "aws:PrincipalOrgID" = "o-acme123456" } }
  by_path    = { "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = "o-acme123456/r-ab12/ou-ab12-11111111/*" } }
  by_account = { StringEquals = { "aws:PrincipalAccount" = "111122223333" } }
}

resource "aws_cloudwatch_event_bus_policy" "unknown_bus" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.everyone, { Action = "events:PutEvents", Condition = local.by_id })]
  })
}

resource "aws_kms_key" "unknown_key" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:*", Resource = "*", Condition = local.by_id },
    ]
  })
}

resource "aws_sns_topic" "unknown_path" {
  name = "path"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.everyone, { Action = "sns:Publish", Condition = local.by_path })]
  })
}

# Both hold together, and neither is known to be one's own.
resource "aws_sqs_queue" "unknown_account_of_it" {
  name = "account"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(local.everyone, {
      Action    = "sqs:SendMessage"
      Condition = { StringEquals = merge(local.by_id.StringEquals, local.by_account.StringEquals) }
    })]
  })
}

resource "aws_sns_topic" "pass_network" {
  name = "network"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.everyone, { Action = "sns:Publish", Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0abc" } } })]
  })
}

resource "aws_lambda_permission" "unknown_function" {
  action           = "lambda:InvokeFunction"
  function_name    = "app"
  principal        = "*"
  principal_org_id = "o-acme123456"
}

resource "aws_cloudwatch_event_permission" "unknown_events" {
  principal    = "*"
  statement_id = "everyone"
  condition {
    key   = "aws:PrincipalOrgID"
    type  = "StringEquals"
    value = "o-acme123456"
  }
}
