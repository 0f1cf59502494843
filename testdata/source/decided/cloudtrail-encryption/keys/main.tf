# By which key a trail encrypts, where the HCL tells.
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

# Decides something that is only known after apply.
resource "terraform_data" "later" {
  input = aws_sqs_queue.jobs.url
}

locals {
  later = terraform_data.later.output == "x"
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

resource "aws_kms_key" "one" {
  enable_key_rotation = true
}

resource "aws_kms_key" "another" {
  enable_key_rotation = true
}

resource "aws_cloudtrail" "pass_either" {
  name           = "pass-either"
  s3_bucket_name = aws_s3_bucket.logs.id
  kms_key_id     = local.later ? aws_kms_key.one.arn : aws_kms_key.another.arn
}

resource "aws_cloudtrail" "unknown_perhaps_none" {
  name           = "unknown-perhaps-none"
  s3_bucket_name = aws_s3_bucket.logs.id
  kms_key_id     = local.later ? aws_kms_key.one.arn : null
}

resource "aws_cloudtrail" "unknown_perhaps_empty" {
  name           = "unknown-perhaps-empty"
  s3_bucket_name = aws_s3_bucket.logs.id
  kms_key_id     = local.later ? aws_kms_key.one.arn : ""
}

resource "aws_cloudtrail" "pass_own_or_another" {
  name           = "pass-own-or-another"
  s3_bucket_name = aws_s3_bucket.logs.id
  kms_key_id     = local.later ? aws_kms_key.one.arn : "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000"
}
