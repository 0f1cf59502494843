# The ARN of a bucket carries no account: whoever owns the name next is served, too.
resource "terraform_data" "suffix" {}

resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads-${terraform_data.suffix.id}"
}

resource "aws_lambda_permission" "deny_named" {
  action        = "lambda:InvokeFunction"
  function_name = "resize"
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.uploads.arn
}

resource "aws_lambda_permission" "pass_with_account" {
  action         = "lambda:InvokeFunction"
  function_name  = "resize"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.uploads.arn
  source_account = "123456789012"
}

resource "aws_sqs_queue" "deny_named" {
  name = "named"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = "*"
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::acme-uploads" } }
    }]
  })
}
