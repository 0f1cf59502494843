resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "deny_introduced_logs" {
  name       = "app"
  kms_key_id = aws_kms_key.pass_data.arn
}

resource "aws_sqs_queue" "deny_introduced_queue" {
  name              = "jobs"
  kms_master_key_id = aws_kms_key.pass_data.arn
}

resource "aws_sns_topic" "pass_topic" {
  name              = "events"
  kms_master_key_id = aws_kms_key.pass_data.arn
}

resource "aws_dynamodb_table" "deny_introduced_table" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.pass_data.arn
  }
}

resource "aws_dynamodb_table" "pass_block_removed" {
  name         = "kept"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.pass_data.arn
  }
}
