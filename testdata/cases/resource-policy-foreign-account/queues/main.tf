resource "aws_sns_topic" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "deny_account" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/deny-account"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { AWS = "999900001111" } }]
  })
}

resource "aws_sqs_queue_policy" "deny_role" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/deny-role"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { AWS = "arn:aws:iam::999900001111:role/x" } }]
  })
}

resource "aws_sqs_queue_policy" "pass_own" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/pass-own"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { AWS = "111122223333" } }]
  })
}

resource "aws_sqs_queue_policy" "pass_trusted" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/pass-trusted"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { AWS = "444455556666" } }]
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

resource "aws_lambda_permission" "deny_account" {
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = "999900001111"
}

resource "aws_lambda_permission" "pass_own" {
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = "111122223333"
}

resource "aws_ami_launch_permission" "deny_account" {
  image_id   = "ami-12345678"
  account_id = "999900001111"
}
