locals {
  tls = { Effect = "Deny", Principal = "*", Action = "s3:*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }

  statements = {
    pass_tls             = { on = ["", "/*"], statement = local.tls }
    pass_tls_version     = { on = ["", "/*"], statement = merge(local.tls, { Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } } }) }
    deny_objects_only    = { on = ["/*"], statement = local.tls }
    deny_bucket_only     = { on = [""], statement = local.tls }
    deny_one_account     = { on = ["", "/*"], statement = merge(local.tls, { Principal = { AWS = "111122223333" } }) }
    deny_reads_only      = { on = ["", "/*"], statement = merge(local.tls, { Action = "s3:GetObject" }) }
    deny_wrong_way_round = { on = ["", "/*"], statement = merge(local.tls, { Condition = { Bool = { "aws:SecureTransport" = "true" } } }) }
    deny_from_one_place  = { on = ["", "/*"], statement = merge(local.tls, { Condition = { Bool = { "aws:SecureTransport" = "false" }, IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } } }) }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.statements

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.statements

  bucket = aws_s3_bucket.each[each.key].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(each.value.statement, { Resource = [for end in each.value.on : "arn:aws:s3:::acme-${replace(each.key, "_", "-")}${end}"] })]
  })
}

resource "aws_s3_bucket" "deny_no_policy" {
  bucket = "acme-no-policy"
}

resource "terraform_data" "policy" {
  input = "{}"
}

resource "aws_s3_bucket" "unknown_policy" {
  bucket_prefix = "acme-"
}

resource "aws_s3_bucket_policy" "unknown" {
  bucket = aws_s3_bucket.unknown_policy.id
  policy = terraform_data.policy.output
}
