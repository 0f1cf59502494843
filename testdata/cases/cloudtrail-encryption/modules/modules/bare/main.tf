variable "key_arn" {
  type    = string
  default = null
}

resource "aws_cloudtrail" "deny_default_is_null" {
  name           = "bare"
  s3_bucket_name = "acme-trail"
  kms_key_id     = var.key_arn
}
