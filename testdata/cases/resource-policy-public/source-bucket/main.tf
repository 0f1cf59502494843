# Only S3 sets the key, for whoever owns the bucket of that name.
resource "aws_sns_topic" "deny_named" {
  name = "named"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sns:Publish"
      Resource  = "*"
      Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:s3:::acme-uploads" } }
    }]
  })
}

resource "aws_sns_topic" "deny_any_bucket" {
  name = "any-bucket"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sns:Publish"
      Resource  = "*"
      Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:s3:::*" } }
    }]
  })
}

resource "aws_sns_topic" "pass_with_account" {
  name = "with-account"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sns:Publish"
      Resource  = "*"
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:aws:s3:::acme-uploads" }
        StringEquals = { "aws:SourceAccount" = "123456789012" }
      }
    }]
  })
}

# A statement about another queue says nothing of this one.
resource "aws_sqs_queue" "pass_of_another_queue" {
  name       = "jobs-failed.fifo"
  fifo_queue = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:*:*:jobs-failed"
    }]
  })
}

resource "aws_sqs_queue" "deny_by_a_pattern" {
  name = "jobs-done"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:*:*:jobs-*"
    }]
  })
}
