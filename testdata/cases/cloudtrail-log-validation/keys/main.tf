resource "aws_cloudtrail" "this" {
  for_each = { deny_orders = false, pass_account = true }

  name                       = each.key
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = each.value
}

resource "aws_cloudtrail" "deny_counted" {
  count = 2

  name           = "shard-${count.index}"
  s3_bucket_name = "acme-trail"
}
