data "aws_caller_identity" "current" {}

locals {
  read = { Effect = "Allow", Action = "s3:GetObject" }

  statements = {
    deny_account        = merge(local.read, { Principal = { AWS = "arn:aws:iam::999988887777:root" } })
    deny_role           = merge(local.read, { Principal = { AWS = "arn:aws:iam::999988887777:role/reader" } })
    deny_vendor         = merge(local.read, { Principal = { AWS = "464622532012" } })
    deny_by_condition   = merge(local.read, { Principal = "*", Condition = { StringEquals = { "aws:PrincipalAccount" = "999988887777" } } })
    deny_other_org      = merge(local.read, { Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-zzz9876543" } } })
    deny_write          = { Effect = "Allow", Action = "s3:*", Principal = { AWS = "999988887777" } }
    pass_own            = merge(local.read, { Principal = { AWS = data.aws_caller_identity.current.account_id } })
    pass_trusted        = merge(local.read, { Principal = { AWS = "444455556666" } })
    pass_organisation   = merge(local.read, { Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abc1234567" } } })
    pass_cloudfront     = merge(local.read, { Principal = { Service = "cloudfront.amazonaws.com" }, Condition = { StringEquals = { "AWS:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/E1" } } })
    pass_elb_logs       = { Effect = "Allow", Action = "s3:PutObject", Principal = { AWS = "arn:aws:iam::127311923021:root" } }
    pass_foreign_denied = { Effect = "Deny", Action = "s3:*", Principal = { AWS = "999988887777" } }
    unknown_unique_id   = merge(local.read, { Principal = { AWS = "AROAEXAMPLEEXAMPLE123" } })
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.statements

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, statements in local.statements : "on_${name}" => { name = name, statements = statements } }

  bucket = aws_s3_bucket.each[each.value.name].bucket
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(each.value.statements, { Resource = "*" })] })
}

resource "aws_s3_bucket" "deny_replicated" {
  bucket = "acme-replicated"
}

resource "aws_s3_bucket_replication_configuration" "replicated" {
  bucket = aws_s3_bucket.deny_replicated.id
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket  = "arn:aws:s3:::elsewhere"
      account = "999988887777"
    }
  }
}

resource "aws_s3control_access_grant" "deny_grant" {
  access_grants_location_id = "default"
  permission                = "READ"

  grantee {
    grantee_type       = "IAM"
    grantee_identifier = "arn:aws:iam::999988887777:role/analyst"
  }
}
