resource "aws_sns_topic" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "deny_anyone" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/deny-anyone"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = "*" }]
  })
}

resource "aws_sqs_queue_policy" "deny_tls_only" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/deny-tls-only"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = "*", Condition = { Bool = { "aws:SecureTransport" = "true" } } }]
  })
}

resource "aws_sqs_queue_policy" "deny_all_but" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/deny-all-but"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", NotPrincipal = { AWS = "111122223333" } }]
  })
}

resource "aws_sqs_queue_policy" "pass_organisation" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/pass-organisation"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abcd123456" } } }]
  })
}

resource "aws_sqs_queue_policy" "pass_source" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/pass-source"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { AWS = "*" }, Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:sns:eu-west-1:111122223333:jobs" } } }]
  })
}

resource "aws_sqs_queue_policy" "pass_account" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/pass-account"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { AWS = "111122223333" } }]
  })
}

resource "aws_sqs_queue_policy" "unknown_key" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/unknown-key"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = "*", Condition = { StringEquals = { "example:Key" = "a" } } }]
  })
}

resource "aws_sqs_queue_policy" "unknown_text" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/unknown-text"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { Service = "sns.amazonaws.com" }, Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.jobs.arn } } }]
  })
}

data "aws_iam_policy_document" "topic" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.jobs.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "pass_rebuilt" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/rebuilt"
  policy    = data.aws_iam_policy_document.topic.json
}

resource "aws_kms_key" "deny_key" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "*" } }]
  })
}

resource "aws_kms_key" "pass_default" {
  enable_key_rotation = true
}

resource "aws_vpc_endpoint_service" "deny_service" {
  acceptance_required        = false
  allowed_principals         = ["*"]
  gateway_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/gwy/a/b"]
}
