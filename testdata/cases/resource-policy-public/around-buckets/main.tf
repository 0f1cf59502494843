# What is of S3 and no bucket: Block Public Access of buckets does not bound it.
locals {
  anyone = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
  own = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "*", Resource = "*" }]
  })
}

resource "aws_s3tables_table_bucket_policy" "deny_tables" {
  table_bucket_arn = "arn:aws:s3tables:eu-west-1:123456789012:bucket/tables"
  resource_policy  = local.anyone
}

resource "aws_s3tables_table_policy" "pass_table" {
  table_bucket_arn = "arn:aws:s3tables:eu-west-1:123456789012:bucket/tables"
  namespace        = "main"
  name             = "orders"
  resource_policy  = local.own
}

resource "aws_s3control_access_grants_instance_resource_policy" "deny_grants" {
  policy = local.anyone
}

# Block Public Access of an Object Lambda access point can't be switched off.
resource "aws_s3control_object_lambda_access_point_policy" "pass_object_lambda" {
  name   = "redacted"
  policy = local.anyone
}
