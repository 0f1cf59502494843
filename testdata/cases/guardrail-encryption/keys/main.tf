resource "aws_kms_key" "deny_introduced_disabled" {
  enable_key_rotation = true
  is_enabled          = false
}

resource "aws_kms_key" "deny_introduced_not_rotated" {
  enable_key_rotation = false
}

resource "aws_kms_key" "pass_kept" {
  enable_key_rotation = true
}

resource "aws_kms_key" "pass_new" {
  enable_key_rotation = true
}

resource "aws_sns_topic" "deny_introduced_topic_without_key" {
  name = "events"
}

resource "aws_sqs_queue" "deny_introduced_key_of_aws" {
  name              = "jobs"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_cloudwatch_log_group" "pass_other_key" {
  name       = "app"
  kms_key_id = aws_kms_key.pass_new.arn
}

resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "deny_introduced_bucket_without_key" {
  bucket = aws_s3_bucket.data.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
