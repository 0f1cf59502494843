variable "key_arn" {
  type = string
}

resource "aws_cloudtrail" "pass_key_from_caller" {
  name           = "orders"
  s3_bucket_name = "acme-trail"
  kms_key_id     = var.key_arn
}
