# The key of a log group that lets CloudWatch Logs in, and the one that KMS makes by itself, which lets no service in.
resource "aws_kms_key" "silent" {
  enable_key_rotation = true
}

resource "aws_kms_key" "let_in" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { Service = "logs.us-east-1.amazonaws.com" }, Action = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"], Resource = "*" },
    ]
  })
}

resource "aws_cloudwatch_log_group" "silent" {
  name       = "silent"
  kms_key_id = aws_kms_key.silent.arn
}

resource "aws_cloudwatch_log_group" "let_in" {
  name       = "let-in"
  kms_key_id = aws_kms_key.let_in.arn
}

resource "aws_cloudtrail" "deny_silent" {
  name                       = "silent"
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.silent.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/trail"
}

resource "aws_cloudtrail" "pass_let_in" {
  name                       = "let-in"
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.let_in.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/trail"
}
