resource "aws_kms_key" "trail" {
  description         = "trail"
  enable_key_rotation = true
}

resource "aws_kms_key" "disabled" {
  description = "old trail"
  is_enabled  = false
}

resource "terraform_data" "enabled" {
  input = true
}

resource "aws_kms_key" "maybe_disabled" {
  description = "trail of the sandbox"
  is_enabled  = terraform_data.enabled.output
}

resource "aws_cloudtrail" "deny_no_key" {
  name           = "plain"
  s3_bucket_name = "acme-trail"
}

resource "aws_cloudtrail" "deny_key_disabled" {
  name           = "disabled"
  s3_bucket_name = "acme-trail"
  kms_key_id     = aws_kms_key.disabled.arn
}

# Unknown, but it cannot be null.
resource "aws_cloudtrail" "pass_key_of_plan" {
  name           = "key"
  s3_bucket_name = "acme-trail"
  kms_key_id     = aws_kms_key.trail.arn
}

resource "aws_cloudtrail" "pass_key_outside_plan" {
  name           = "outside"
  s3_bucket_name = "acme-trail"
  kms_key_id     = "arn:aws:kms:us-east-1:123456789012:key/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f0"
}

resource "aws_cloudtrail" "unknown_key_may_be_disabled" {
  name           = "maybe-disabled"
  s3_bucket_name = "acme-trail"
  kms_key_id     = aws_kms_key.maybe_disabled.arn
}

resource "terraform_data" "key" {
  input = "arn:aws:kms:us-east-1:123456789012:key/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f0"
}

resource "aws_cloudtrail" "unknown_key_may_be_null" {
  name           = "maybe-null"
  s3_bucket_name = "acme-trail"
  kms_key_id     = terraform_data.key.output
}

variable "encrypt" {
  type    = bool
  default = true
}

# Had the variable chosen null, it would be known.
resource "aws_cloudtrail" "pass_key_conditional" {
  name           = "conditional"
  s3_bucket_name = "acme-trail"
  kms_key_id     = var.encrypt ? aws_kms_key.trail.arn : null
}

resource "aws_cloudtrail" "deny_key_not_chosen" {
  name           = "not-chosen"
  s3_bucket_name = "acme-trail"
  kms_key_id     = var.encrypt ? null : aws_kms_key.trail.arn
}

resource "aws_cloudtrail" "unknown_what_chooses" {
  name           = "what-chooses"
  s3_bucket_name = "acme-trail"
  kms_key_id     = terraform_data.enabled.output ? aws_kms_key.trail.arn : null
}

variable "key_arn" {
  type    = string
  default = null
}

resource "aws_cloudtrail" "deny_variable_is_null" {
  name           = "variable"
  s3_bucket_name = "acme-trail"
  kms_key_id     = var.key_arn
}
