# Orders arrive as objects, become events, are written to a table, and are told to partners: each step with a role, a key
# and a queue for what fails.
terraform {
  required_version = ">= 1.5"
}

variable "name" {
  type    = string
  default = "orders"
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.name
  arn     = "arn:${data.aws_partition.current.partition}"
  root    = "${local.arn}:iam::${local.account}:root"
  # Names that are known before anything exists, so that policies can name each other's subjects.
  bucket  = "acme-${var.name}-${local.account}"
  queue   = "${local.arn}:sqs:${local.region}:${local.account}:${var.name}"
  dead    = "${local.arn}:sqs:${local.region}:${local.account}:${var.name}-dead"
  table   = "${local.arn}:dynamodb:${local.region}:${local.account}:table/${var.name}"
  topic   = "${local.arn}:sns:${local.region}:${local.account}:${var.name}"
  workers = toset(["receive", "notify"])
}

# One key for the data of the pipeline. Services use it only for what is of this account.
data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [local.root]
    }
  }

  statement {
    sid       = "Events"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }

  statement {
    sid       = "Logs"
    actions   = ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${local.region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["${local.arn}:logs:${local.region}:${local.account}:log-group:/aws/lambda/${var.name}-*"]
    }
  }
}

resource "aws_kms_key" "data" {
  description         = var.name
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "data" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.data.key_id
}

# What comes in.
resource "aws_s3_bucket" "inbox" {
  bucket = local.bucket
}

resource "aws_s3_bucket_public_access_block" "inbox" {
  bucket                  = aws_s3_bucket.inbox.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "inbox" {
  bucket = aws_s3_bucket.inbox.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "inbox" {
  bucket = aws_s3_bucket.inbox.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "inbox" {
  bucket = aws_s3_bucket.inbox.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_policy" "inbox" {
  bucket = aws_s3_bucket.inbox.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyTLS"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::${local.bucket}", "arn:aws:s3:::${local.bucket}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.inbox]
}

resource "aws_s3_bucket_notification" "inbox" {
  bucket      = aws_s3_bucket.inbox.id
  eventbridge = true
}

# From the event to the queue.
resource "aws_cloudwatch_event_rule" "arrived" {
  name = "${var.name}-arrived"
  event_pattern = jsonencode({
    source        = ["aws.s3"]
    "detail-type" = ["Object Created"]
    detail        = { bucket = { name = [local.bucket] } }
  })
}

resource "aws_cloudwatch_event_target" "arrived" {
  rule = aws_cloudwatch_event_rule.arrived.name
  arn  = aws_sqs_queue.work.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_alias.data.name
}

resource "aws_sqs_queue" "work" {
  name                       = var.name
  visibility_timeout_seconds = 180
  kms_master_key_id          = aws_kms_alias.data.name

  redrive_policy = jsonencode({
    deadLetterTargetArn = local.dead
    maxReceiveCount     = 5
  })

  depends_on = [aws_sqs_queue.dead]
}

resource "aws_sqs_queue_policy" "work" {
  for_each = { work = local.queue, dead = local.dead }

  queue_url = each.key == "work" ? aws_sqs_queue.work.url : aws_sqs_queue.dead.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = each.value
      Condition = { ArnEquals = { "aws:SourceArn" = "${local.arn}:events:${local.region}:${local.account}:rule/${var.name}-arrived" } }
    }]
  })
}

# From the queue to the table.
resource "aws_dynamodb_table" "orders" {
  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  stream_enabled              = true
  stream_view_type            = "NEW_IMAGE"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_cloudwatch_log_group" "worker" {
  for_each = local.workers

  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.data.arn
}

data "aws_iam_policy_document" "worker_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "worker" {
  for_each = local.workers

  name               = "${var.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.worker_trust.json
}

data "aws_iam_policy_document" "worker" {
  for_each = {
    receive = [
      { actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = [local.queue] },
      { actions = ["s3:GetObject"], resources = ["arn:aws:s3:::${local.bucket}/*"] },
      { actions = ["dynamodb:PutItem"], resources = [local.table] },
    ]
    notify = [
      { actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"], resources = ["${local.table}/stream/*"] },
      { actions = ["sns:Publish"], resources = [local.topic] },
    ]
  }

  dynamic "statement" {
    for_each = each.value

    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.arn}:logs:${local.region}:${local.account}:log-group:/aws/lambda/${var.name}-${each.key}:*"]
  }
}

resource "aws_iam_role_policy" "worker" {
  for_each = local.workers

  name   = each.key
  role   = aws_iam_role.worker[each.key].id
  policy = data.aws_iam_policy_document.worker[each.key].json
}

# The one key, by a grant of the role: its policy names no key but this.
resource "aws_kms_grant" "worker" {
  for_each = local.workers

  key_id            = aws_kms_key.data.key_id
  grantee_principal = aws_iam_role.worker[each.key].arn
  operations        = ["Decrypt", "GenerateDataKey"]
}

resource "aws_lambda_function" "worker" {
  for_each = local.workers

  function_name                  = "${var.name}-${each.key}"
  role                           = aws_iam_role.worker[each.key].arn
  package_type                   = "Image"
  image_uri                      = "${local.account}.dkr.ecr.${local.region}.amazonaws.com/${var.name}-${each.key}:1"
  timeout                        = 30
  reserved_concurrent_executions = 10
  kms_key_arn                    = aws_kms_key.data.arn

  environment {
    variables = {
      TABLE = var.name
      TOPIC = local.topic
    }
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.dead.arn
  }

  tracing_config {
    mode = "Active"
  }

  depends_on = [aws_cloudwatch_log_group.worker]
}

resource "aws_lambda_event_source_mapping" "receive" {
  event_source_arn        = aws_sqs_queue.work.arn
  function_name           = aws_lambda_function.worker["receive"].arn
  function_response_types = ["ReportBatchItemFailures"]
}

resource "aws_lambda_event_source_mapping" "notify" {
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  function_name     = aws_lambda_function.worker["notify"].arn
  starting_position = "LATEST"
}

# What partners are told.
resource "aws_sns_topic" "orders" {
  name              = var.name
  kms_master_key_id = aws_kms_alias.data.name
}

resource "aws_sns_topic_policy" "orders" {
  arn = aws_sns_topic.orders.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Publish"
        Effect    = "Allow"
        Principal = { AWS = local.root }
        Action    = "sns:Publish"
        Resource  = local.topic
      },
      {
        Sid       = "OnlyTLS"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = local.topic
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

# Twice a day what is in the queue of failures is tried again.
resource "aws_iam_role" "scheduler" {
  name = "${var.name}-redrive"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "redrive"
  role = aws_iam_role.scheduler.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sqs:StartMessageMoveTask"
      Resource = local.dead
    }]
  })
}

resource "aws_scheduler_schedule" "redrive" {
  name                = "${var.name}-redrive"
  schedule_expression = "rate(12 hours)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "${local.arn}:scheduler:::aws-sdk:sqs:startMessageMoveTask"
    role_arn = aws_iam_role.scheduler.arn
    input    = jsonencode({ SourceArn = local.dead })
  }
}

resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "${var.name}-dead"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = "${var.name}-dead" }
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  period              = 300
  statistic           = "Maximum"
  alarm_actions       = [aws_sns_topic.orders.arn]
}
