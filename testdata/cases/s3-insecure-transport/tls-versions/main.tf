locals {
  conditions = {
    pass_below_1_2        = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
    pass_up_to_1_1        = { NumericLessThanEquals = { "s3:TlsVersion" = "1.1" } }
    pass_below_1_3        = { NumericLessThan = { "s3:TlsVersion" = ["1.3"] } }
    deny_below_1_1        = { NumericLessThan = { "s3:TlsVersion" = "1.1" } }
    deny_up_to_1_0        = { NumericLessThanEquals = { "s3:TlsVersion" = "1.0" } }
    deny_above_1_2        = { NumericGreaterThan = { "s3:TlsVersion" = "1.2" } }
    deny_what_1_1_is_none = { NumericEquals = { "s3:TlsVersion" = "1.0" } }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.conditions

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.conditions

  bucket = aws_s3_bucket.each[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::acme-${replace(each.key, "_", "-")}", "arn:aws:s3:::acme-${replace(each.key, "_", "-")}/*"]
      Condition = each.value
    }]
  })
}
