resource "aws_s3_bucket" "data" {
  for_each = toset(["orders", "invoices", "deny_scratch"])

  bucket_prefix = "acme-"
}

# One key has no block.
resource "aws_s3_bucket_public_access_block" "data" {
  for_each = toset(["orders", "invoices"])

  bucket = aws_s3_bucket.data[each.key].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_chained" {
  for_each = toset(["eu", "us"])

  bucket_prefix = "acme-${each.key}-"
}

resource "aws_s3_bucket_public_access_block" "chained" {
  for_each = aws_s3_bucket.pass_chained

  bucket = each.value.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_counted" {
  count = 2

  bucket_prefix = "acme-shard-"
}

resource "aws_s3_bucket_public_access_block" "counted" {
  count = 2

  bucket = aws_s3_bucket.pass_counted[count.index].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_single" {
  count = 1

  bucket_prefix = "acme-single-"
}

resource "aws_s3_bucket_public_access_block" "single" {
  bucket = aws_s3_bucket.pass_single[0].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
