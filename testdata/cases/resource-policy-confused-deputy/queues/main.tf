resource "aws_sns_topic" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "deny_any_topic" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/deny-any-topic"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { Service = "sns.amazonaws.com" } }]
  })
}

resource "aws_sqs_queue_policy" "deny_bucket_without_account" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/deny-bucket-without-account"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { Service = "s3.amazonaws.com" }, Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:s3:::uploads" } } }]
  })
}

resource "aws_sqs_queue_policy" "deny_if_exists" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/deny-if-exists"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { Service = "sns.amazonaws.com" }, Condition = { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } } }]
  })
}

resource "aws_sqs_queue_policy" "pass_account" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/pass-account"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { Service = "s3.amazonaws.com" }, Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:s3:::uploads" }, StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
  })
}

resource "aws_sqs_queue_policy" "pass_topic" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/pass-topic"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { Service = "sns.amazonaws.com" }, Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-west-1:111122223333:jobs" } } }]
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

resource "aws_lambda_permission" "deny_any_api" {
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = "apigateway.amazonaws.com"
}

resource "aws_lambda_permission" "deny_bucket_without_account" {
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::uploads"
}

resource "aws_lambda_permission" "pass_topic" {
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.jobs.arn
}

resource "aws_s3_bucket_policy" "deny_logs_in_strict" {
  bucket = "logs"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::logs/*", Principal = { Service = "delivery.logs.amazonaws.com" } }]
  })
}
