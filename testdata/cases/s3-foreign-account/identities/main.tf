# Who is no account by the look of it: identities of CloudFront, and canonical ids.
resource "aws_cloudfront_origin_access_identity" "site" {
  comment = "site"
}

data "aws_canonical_user_id" "me" {}

data "aws_caller_identity" "me" {}

locals {
  principals = {
    pass_identity       = { AWS = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3C4D5E6F7" }
    pass_own_canonical  = { CanonicalUser = data.aws_canonical_user_id.me.id }
    unknown_canonical   = { CanonicalUser = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
    deny_account_beside = { AWS = ["arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3C4D5E6F7", "999988887777"] }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.principals

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, principal in local.principals : "on_${name}" => { name = name, principal = principal } }

  bucket = aws_s3_bucket.each[each.value.name].bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = each.value.principal, Action = "s3:GetObject", Resource = "*" }]
  })
}

# The identity is made by this plan, so neither its ARN nor its canonical id is known.
data "aws_iam_policy_document" "by_arn" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = [aws_cloudfront_origin_access_identity.site.iam_arn]
    }
  }
}

resource "aws_s3_bucket" "pass_identity_of_plan" {
  bucket = "acme-site"
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.pass_identity_of_plan.bucket
  policy = data.aws_iam_policy_document.by_arn.json
}

data "aws_iam_policy_document" "by_canonical_id" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
    principals {
      type        = "CanonicalUser"
      identifiers = [aws_cloudfront_origin_access_identity.site.s3_canonical_user_id]
    }
  }
}

resource "aws_s3_bucket" "pass_canonical_id_of_plan" {
  bucket = "acme-downloads"
}

resource "aws_s3_bucket_policy" "downloads" {
  bucket = aws_s3_bucket.pass_canonical_id_of_plan.bucket
  policy = data.aws_iam_policy_document.by_canonical_id.json
}

# ACLs, where they are on.
locals {
  grantees = {
    unknown_grantee = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    pass_owner      = data.aws_canonical_user_id.me.id
    pass_acls_off   = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }
}

resource "aws_s3_bucket" "granted" {
  for_each = local.grantees

  bucket = "acl-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_ownership_controls" "granted" {
  for_each = { for name, id in local.grantees : "on_${name}" => name }

  bucket = aws_s3_bucket.granted[each.value].bucket
  rule {
    object_ownership = each.value == "pass_acls_off" ? "BucketOwnerEnforced" : "ObjectWriter"
  }
}

resource "aws_s3_bucket_acl" "granted" {
  for_each = { for name, id in local.grantees : "on_${name}" => { name = name, id = id } }

  bucket = aws_s3_bucket.granted[each.value.name].bucket
  access_control_policy {
    grant {
      permission = "READ"
      grantee {
        type = "CanonicalUser"
        id   = each.value.id
      }
    }
    owner {
      id = data.aws_canonical_user_id.me.id
    }
  }
}
