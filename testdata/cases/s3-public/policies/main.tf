locals {
  read  = { Effect = "Allow", Action = "s3:GetObject" }
  other = { Effect = "Allow", Action = "s3:GetObject", Principal = { AWS = "arn:aws:iam::111122223333:root" } }

  statements = {
    deny_star              = [merge(local.read, { Principal = "*" })]
    deny_aws_star          = [merge(local.read, { Principal = { AWS = "*" } })]
    deny_not_principal     = [merge(local.read, { NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" } })]
    deny_any_organisation  = [merge(local.read, { Principal = "*", Condition = { StringLike = { "aws:PrincipalOrgID" = "*" } } })]
    deny_if_exists         = [merge(local.read, { Principal = "*", Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-abc1234567" } } })]
    deny_tls_only          = [merge(local.read, { Principal = "*", Condition = { Bool = { "aws:SecureTransport" = "true" } } })]
    deny_world_in_two      = [merge(local.read, { Principal = "*", Condition = { IpAddress = { "aws:SourceIp" = ["0.0.0.0/1", "128.0.0.0/1"] } } })]
    deny_second_statement  = [merge(local.read, { Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abc1234567" } } }), merge(local.read, { Principal = "*" })]
    deny_write             = [{ Effect = "Allow", Action = "s3:Put*", Principal = "*" }]
    deny_read_left_by_deny = [{ Effect = "Allow", Action = "s3:*", Principal = "*" }, { Effect = "Deny", Action = ["s3:Put*", "s3:Delete*"], Principal = "*" }]
    deny_versions_left     = [{ Effect = "Allow", Action = "s3:GetObject*", Principal = "*" }, { Effect = "Deny", Action = "s3:GetObject", Principal = "*" }]
    deny_deny_for_one      = [merge(local.read, { Principal = "*" }), { Effect = "Deny", Action = "s3:*", Principal = { AWS = "arn:aws:iam::111122223333:root" } }]
    pass_organisation      = [merge(local.read, { Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abc1234567" } } })]
    pass_source_account    = [merge(local.read, { Principal = "*", Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } })]
    pass_office            = [merge(local.read, { Principal = "*", Condition = { IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } } })]
    pass_endpoint          = [merge(local.read, { Principal = "*", Condition = { StringEquals = { "aws:SourceVpce" = "vpce-1a2b3c4d" } } })]
    pass_account           = [local.other]
    pass_service           = [merge(local.read, { Principal = { Service = "cloudfront.amazonaws.com" } })]
    pass_deny_only         = [{ Effect = "Deny", Action = "s3:*", Principal = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
    pass_closed_by_deny    = [merge(local.read, { Principal = "*" }), { Effect = "Deny", Action = "s3:*", Principal = "*", Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-abc1234567" } } }]
    unknown_condition      = [merge(local.read, { Principal = "*", Condition = { StringEquals = { "example:Team" = "blue" } } })]
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.statements

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, statements in local.statements : "on_${name}" => { name = name, statements = statements } }

  bucket = aws_s3_bucket.each[each.value.name].bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for s in each.value.statements : merge(s, { Resource = "arn:aws:s3:::acme-${replace(each.value.name, "_", "-")}/*" })]
  })
}

resource "aws_s3_bucket_public_access_block" "each" {
  for_each = aws_s3_bucket.each

  bucket                  = each.value.id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = false
}
