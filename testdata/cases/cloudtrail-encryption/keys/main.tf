resource "aws_kms_key" "trail" {
  for_each = toset(["eu", "us"])

  description = "trail ${each.key}"
}

resource "aws_cloudtrail" "pass_same_key" {
  for_each = toset(["eu", "us"])

  name           = "account-${each.key}"
  s3_bucket_name = "acme-trail-${each.key}"
  kms_key_id     = aws_kms_key.trail[each.key].arn
}

resource "aws_kms_key" "optional" {
  count = 1

  description = "optional"
}

resource "aws_cloudtrail" "pass_first_of_count" {
  name           = "first"
  s3_bucket_name = "acme-trail"
  kms_key_id     = aws_kms_key.optional[0].arn
}

locals {
  key_arn = aws_kms_key.optional[0].arn
}

resource "aws_cloudtrail" "unknown_key_through_local" {
  name           = "local"
  s3_bucket_name = "acme-trail"
  kms_key_id     = local.key_arn
}

# CloudTrail takes an alias for the key that it stands for.
resource "aws_kms_alias" "trail" {
  name          = "alias/trail"
  target_key_id = aws_kms_key.optional[0].key_id
}

resource "aws_cloudtrail" "pass_alias" {
  name           = "alias"
  s3_bucket_name = "acme-trail"
  kms_key_id     = aws_kms_alias.trail.arn
}

resource "aws_kms_key" "off" {
  description = "off"
  is_enabled  = false
}

resource "aws_kms_alias" "off" {
  name          = "alias/off"
  target_key_id = aws_kms_key.off.key_id
}

resource "aws_cloudtrail" "deny_alias_of_a_disabled_key" {
  name           = "off"
  s3_bucket_name = "acme-trail"
  kms_key_id     = aws_kms_alias.off.arn
}

resource "aws_kms_alias" "elsewhere" {
  name          = "alias/elsewhere"
  target_key_id = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
}

resource "aws_cloudtrail" "pass_alias_of_a_key_elsewhere" {
  name           = "elsewhere"
  s3_bucket_name = "acme-trail"
  kms_key_id     = aws_kms_alias.elsewhere.arn
}
