# What queues and topics show as their `policy` was read before the plan; a resource of its own says what comes.
locals {
  open   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }] })
  closed = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_sqs_queue" "pass_closed" {
  name = "closed"
}

resource "aws_sqs_queue_policy" "resolved_closed" {
  queue_url = aws_sqs_queue.pass_closed.id
  policy    = local.closed
}

resource "aws_sns_topic" "pass_deleted" {
  name = "deleted"
}

resource "aws_sqs_queue" "pass_untouched" {
  name = "untouched"
}

resource "aws_sqs_queue_policy" "deny_existing_untouched" {
  queue_url = aws_sqs_queue.pass_untouched.id
  policy    = local.open
}

resource "aws_sqs_queue" "deny_existing_its_own" {
  name   = "own"
  policy = local.open
}
