resource "aws_sqs_queue" "queue_other_organisation" {
  name = "deny-other-organisation"
}

resource "aws_sqs_queue_policy" "deny_other_organisation" {
  queue_url = aws_sqs_queue.queue_other_organisation.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "sqs:ReceiveMessage"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-other12345" } }
      },
    ]
  })
}

resource "aws_sqs_queue" "queue_own_organisation" {
  name = "pass-own-organisation"
}

resource "aws_sqs_queue_policy" "pass_own_organisation" {
  queue_url = aws_sqs_queue.queue_own_organisation.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "sqs:ReceiveMessage"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-acme123456" } }
      },
    ]
  })
}

resource "aws_sqs_queue" "queue_account_by_condition" {
  name = "by-condition"
}

resource "aws_sqs_queue_policy" "deny_account_by_condition" {
  queue_url = aws_sqs_queue.queue_account_by_condition.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "sqs:ReceiveMessage"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalAccount" = "777788889999" } }
      },
    ]
  })
}

resource "aws_sqs_queue" "queue_own_account" {
  name = "pass-account-by-condition"
}

resource "aws_sqs_queue_policy" "pass_account_by_condition" {
  queue_url = aws_sqs_queue.queue_own_account.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "sqs:ReceiveMessage"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalAccount" = "111122223333" } }
      },
    ]
  })
}

resource "aws_ram_principal_association" "deny_account" {
  principal          = "777788889999"
  resource_share_arn = "arn:aws:ram:us-east-1:111122223333:resource-share/11111111-2222-3333-4444-555555555555"
}

resource "aws_ram_principal_association" "pass_own_organisation" {
  principal          = "arn:aws:organizations::111122223333:organization/o-acme123456"
  resource_share_arn = "arn:aws:ram:us-east-1:111122223333:resource-share/11111111-2222-3333-4444-555555555555"
}

resource "aws_ram_principal_association" "unknown_principal" {
  principal          = terraform_data.partner.output
  resource_share_arn = "arn:aws:ram:us-east-1:111122223333:resource-share/11111111-2222-3333-4444-555555555555"
}

resource "terraform_data" "partner" {
  input = "777788889999"
}

# Whoever comes through an endpoint of the organisation may be of any account.
resource "aws_sns_topic" "deny_through_own_endpoint" {
  name = "endpoint"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "777788889999" }
      Action    = "sns:Publish"
      Resource  = "*"
      Condition = { StringEquals = { "aws:VpceOrgID" = "o-acme123456" } }
    }]
  })
}

# An account of somebody else, through an endpoint of one's own.
resource "aws_sns_topic" "deny_account_and_endpoint" {
  name = "account-and-endpoint"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "777788889999", "aws:SourceVpce" = "vpce-0abc" } }
    }]
  })
}

# Both conditions hold together, and nobody is in both.
resource "aws_sns_topic" "pass_own_account_of_another_organisation" {
  name = "both"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "111122223333", "aws:PrincipalOrgID" = "o-other12345" } }
    }]
  })
}

# Functions, layers and buses that everyone of an organisation may use.
resource "aws_lambda_permission" "each" {
  for_each         = { deny = "o-other12345", pass = "o-acme123456" }
  action           = "lambda:InvokeFunction"
  function_name    = "app"
  principal        = "*"
  principal_org_id = each.value
}

resource "aws_lambda_layer_version_permission" "each" {
  for_each        = { deny = "o-other12345", pass = "o-acme123456" }
  layer_name      = "arn:aws:lambda:us-east-1:111122223333:layer:app"
  version_number  = 1
  principal       = "*"
  organization_id = each.value
  action          = "lambda:GetLayerVersion"
  statement_id    = each.key
}

resource "aws_cloudwatch_event_permission" "each" {
  for_each     = { deny = "o-other12345", pass = "o-acme123456" }
  principal    = "*"
  statement_id = each.key
  condition {
    key   = "aws:PrincipalOrgID"
    type  = "StringEquals"
    value = each.value
  }
}

resource "aws_cloudwatch_event_permission" "unknown_events" {
  principal    = "*"
  statement_id = "unknown"
  condition {
    key   = "aws:PrincipalOrgID"
    type  = "StringEquals"
    value = terraform_data.partner.output
  }
}
