locals {
  flags = { all = true, one_off = false }
}

resource "aws_s3_bucket" "pass_all" {
  bucket = "acme-all"
}

resource "aws_s3_bucket" "deny_one_off" {
  bucket = "acme-one-off"
}

resource "aws_s3_bucket_public_access_block" "each" {
  for_each = { all = aws_s3_bucket.pass_all.bucket, one_off = aws_s3_bucket.deny_one_off.bucket }

  bucket                  = each.value
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = local.flags[each.key]
}

# Private by the default of new buckets, which nobody manages.
resource "aws_s3_bucket" "deny_no_block" {
  bucket_prefix = "acme-no-block-"
}

resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = aws_s3_bucket.pass_all.id
}

resource "aws_cloudtrail" "one_off" {
  name           = "one-off"
  s3_bucket_name = aws_s3_bucket.deny_one_off.bucket
}

resource "aws_cloudtrail" "no_block" {
  name           = "no-block"
  s3_bucket_name = aws_s3_bucket.deny_no_block.id
}

# No trail writes to it.
resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}
