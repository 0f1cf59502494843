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
