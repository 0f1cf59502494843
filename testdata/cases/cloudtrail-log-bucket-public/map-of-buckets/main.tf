# Plan JSON lists both buckets for both blocks: which block is whose can't be told.
resource "aws_s3_bucket" "unknown_held" {
  bucket_prefix = "acme-held-"
}

resource "aws_s3_bucket" "unknown_open" {
  bucket_prefix = "acme-open-"
}

locals {
  on = { held = true, open = false }
}

resource "aws_s3_bucket_public_access_block" "each" {
  for_each = { held = aws_s3_bucket.unknown_held.id, open = aws_s3_bucket.unknown_open.id }

  bucket                  = each.value
  block_public_acls       = local.on[each.key]
  block_public_policy     = local.on[each.key]
  ignore_public_acls      = local.on[each.key]
  restrict_public_buckets = local.on[each.key]
}

resource "aws_cloudtrail" "held" {
  name           = "held"
  s3_bucket_name = aws_s3_bucket.unknown_held.id
}

resource "aws_cloudtrail" "open" {
  name           = "open"
  s3_bucket_name = aws_s3_bucket.unknown_open.id
}
