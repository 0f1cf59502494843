# What is of S3 and no bucket.
data "aws_caller_identity" "me" {}

locals {
  other = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "s3-object-lambda:GetObject", Resource = "*" }]
  })
}

resource "aws_s3control_object_lambda_access_point_policy" "deny_object_lambda" {
  name   = "redacted"
  policy = local.other
}

resource "aws_s3control_object_lambda_access_point_policy" "pass_own" {
  name = "own"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = data.aws_caller_identity.me.account_id }, Action = "s3-object-lambda:GetObject", Resource = "*" }]
  })
}

resource "aws_s3tables_table_bucket_policy" "deny_tables" {
  table_bucket_arn = "arn:aws:s3tables:eu-west-1:123456789012:bucket/tables"
  resource_policy  = local.other
}
