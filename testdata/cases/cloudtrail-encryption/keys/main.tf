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
