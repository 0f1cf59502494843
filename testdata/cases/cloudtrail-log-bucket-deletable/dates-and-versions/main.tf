# A bucket that keeps files from being deleted, and rules that make them go nevertheless: on a day, and once whoever may
# write has written over them. A locked version outlasts its rule.
locals {
  rules = {
    deny_on_a_day          = { date = "2027-01-01T00:00:00Z" }
    deny_replaced_versions = { old = 1 }
    pass_old_enough        = { old = 365 }
    pass_other_prefix      = { old = 1, prefix = "tmp/" }
    pass_days              = { days = 400 }
    unknown_versions       = { old = terraform_data.days.output }
  }
}

resource "terraform_data" "days" {
  input = 30
}

resource "aws_s3_bucket" "each" {
  for_each = local.rules
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_versioning" "each" {
  for_each = local.rules
  bucket   = aws_s3_bucket.each[each.key].id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.rules
  bucket   = aws_s3_bucket.each[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:DeleteObject*", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"]
      Resource  = ["arn:aws:s3:::acme-${replace(each.key, "_", "-")}", "arn:aws:s3:::acme-${replace(each.key, "_", "-")}/*"]
    }]
  })
}

resource "aws_s3_bucket_lifecycle_configuration" "each" {
  for_each = local.rules
  bucket   = aws_s3_bucket.each[each.key].id
  rule {
    id     = "sweep"
    status = "Enabled"
    filter {
      prefix = lookup(each.value, "prefix", "")
    }
    dynamic "expiration" {
      for_each = contains(keys(each.value), "old") ? [] : [each.value]
      content {
        days = lookup(expiration.value, "days", null)
        date = lookup(expiration.value, "date", null)
      }
    }
    dynamic "noncurrent_version_expiration" {
      for_each = contains(keys(each.value), "old") ? [each.value.old] : []
      content {
        noncurrent_days = noncurrent_version_expiration.value
      }
    }
  }
}

resource "aws_cloudtrail" "each" {
  for_each       = local.rules
  name           = each.key
  s3_bucket_name = aws_s3_bucket.each[each.key].id
}
